package org.registryfleet.scenarios.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.registryfleet.scenarios.report.ScenarioResult.Outcome;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results of a run, in the order of the scenarios and their stages. */
public record ScenarioReport(List<ScenarioResult> results) {

    public ScenarioReport {
        results = List.copyOf(results);
    }

    /** A list of id, stage, result and reason. */
    public ArrayNode json() {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var result : results) {
            list.addObject()
                    .put("id", result.id())
                    .put("stage", result.stage())
                    .put("result", result.outcome().toString())
                    .put("reason", String.join("; ", result.reasons()));
        }
        return list;
    }

    /** What a person reads: failures with their differences, the sum last. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (var result : results) {
            if (result.outcome() == Outcome.FAILED) {
                lines.add("FAILED " + name(result));
                result.reasons().forEach(reason -> lines.add("  " + reason));
            }
        }
        lines.add(
                "scenarios: %d passed, %d failed, %d out of scope"
                        .formatted(
                                count(Outcome.PASSED),
                                count(Outcome.FAILED),
                                count(Outcome.OUT_OF_SCOPE)));
        return List.copyOf(lines);
    }

    /** 1 when a scenario has failed, else 0. */
    public int exitStatus() {
        return count(Outcome.FAILED) > 0 ? 1 : 0;
    }

    /** How many scenarios; a scenario has failed when one of its stages has. */
    public long count(Outcome outcome) {
        return byScenario().values().stream().filter(outcome::equals).count();
    }

    private Map<String, Outcome> byScenario() {
        var outcomes = new LinkedHashMap<String, Outcome>();
        for (var result : results) {
            outcomes.merge(
                    result.id(),
                    result.outcome(),
                    (one, other) -> other == Outcome.FAILED ? other : one);
        }
        return outcomes;
    }

    private static String name(ScenarioResult result) {
        return result.id() + (result.stage() == null ? "" : " " + result.stage());
    }
}
