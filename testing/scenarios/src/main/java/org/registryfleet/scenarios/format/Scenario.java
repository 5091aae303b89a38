package org.registryfleet.scenarios.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One scenario: what it is called, which environment it needs and what happens in it. */
public record Scenario(Heading heading, Environment environment, Script script) {

    public String id() {
        return heading.id();
    }

    /** The names of the stages that are compared, in the order in which they are reached. */
    public List<String> stageNames() {
        var names = new ArrayList<String>();
        if (script.initialExpect() != null) {
            names.add(script.initialExpect());
        }
        for (var step : script.steps()) {
            if (step.expect() != null) {
                names.add(step.expect());
            }
        }
        return List.copyOf(names);
    }

    /** Every httpSecret that the scenario itself gives to a registry; all others are generated. */
    public Set<String> httpSecrets() {
        var written =
                Stream.concat(
                        script.given().stream(),
                        script.steps().stream()
                                .map(ScenarioStep::action)
                                .flatMap(Scenario::bodies));
        return written.map(body -> body.at("/spec/httpSecret").asText(""))
                .filter(secret -> !secret.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<JsonNode> bodies(Action action) {
        return switch (action) {
            case Action.Apply apply -> Stream.of(apply.object());
            case Action.MergePatch patch -> Stream.of(patch.body());
            case Action _ -> Stream.empty();
        };
    }

    /** What a reader sees of a scenario. */
    public record Heading(
            String id, String title, String description, String platform, String topology) {}

    /**
     * What must be there before the scenario starts.
     *
     * @param clouds cloud stand-ins by provider, as written; absent when none is needed
     * @param crdChange a change of the CRDs in words
     * @param operatorStartedByStep the operator is not started right after {@code given}
     */
    public record Environment(
            Set<Actor> actors,
            @Nullable ObjectNode clouds,
            @Nullable String crdChange,
            Map<String, String> operatorEnv,
            boolean operatorStartedByStep) {}

    /** Controllers of a real cluster that the environment plays. */
    public enum Actor {
        GC,
        SERVICE_CA
    }

    /**
     * What happens.
     *
     * @param initialExpect the stage to compare before the first step
     */
    public record Script(
            List<ObjectNode> given, @Nullable String initialExpect, List<ScenarioStep> steps) {}
}
