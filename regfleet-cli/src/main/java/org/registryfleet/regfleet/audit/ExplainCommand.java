package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.explanation.Explainer;
import org.registryfleet.audit.explanation.Explanation;
import org.registryfleet.audit.explanation.ExplanationStep;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.report.ExplanationJson;
import org.registryfleet.regfleet.output.TextTable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Why a cluster is in its state, and what would unlock it. */
@Command(
        name = "explain",
        description = {
            "Says why a cluster is in its state, and what would unlock it.",
            "It shows the chain of events, decisions and writes behind each condition."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:shown",
            "1:shown, but a record of its history cannot be read",
            "2:wrong use",
            "3:no such cluster, or no history for that time",
            "4:the log cannot be reached"
        })
public final class ExplainCommand implements Callable<Integer> {

    @Mixin private AuditView view = new AuditView();

    @Parameters(paramLabel = "CLUSTER", description = "Id of the cluster.")
    private String cluster = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Explain the state at this time (default: now).")
    private @Nullable String at;

    @Override
    public Integer call() {
        var time = view.time();
        var moment = at == null ? time.now() : time.parse(at);
        try (var reading = view.read()) {
            reading.requireKnown(cluster);
            reading.requireHistory(cluster, moment, moment, time);
            var timeline = reading.log().timeline(cluster, Instant.EPOCH, moment, 0);
            var explanation = Explainer.explain(timeline);
            var json = ExplanationJson.of(cluster, explanation, timeline.unreadable());
            view.print(json, () -> lines(explanation, time, json));
            return timeline.unreadable().isNone() ? 0 : 1;
        }
    }

    private List<String> lines(Explanation explanation, TimeText time, JsonNode json) {
        var ink = view.ink();
        var text = new StepText(ink, 3);
        var status = explanation.status();
        if (!status.isObject()) {
            return List.of(cluster + " had no status yet");
        }
        var lines = new ArrayList<String>();
        lines.add(
                "%s: %s (%s) since %s"
                        .formatted(
                                ink.bold(cluster),
                                ink.bold(status.path("summary").asText()),
                                status.path("reason").asText(),
                                time.full(Instant.parse(status.path("since").asText()))));
        lines.add("  " + status.path("message").asText().lines().findFirst().orElse(""));
        status.path("problems")
                .forEach(problem -> lines.add("  " + problem.path("message").asText()));
        unlock(lines, status.path("unlock").asText(""), ink);
        contested(lines, status.path("contested"), time, ink);
        setters(lines, explanation.setters(), time, ink);
        lines.addAll(GapText.lines(json, ink));
        lines.add("");
        lines.add(ink.bold("How it came to this"));
        chain(lines, explanation.chain(), time, text);
        lines.add("");
        lines.add(ink.bold("Conditions"));
        conditions(explanation, time).lines().forEach(line -> lines.add("  " + line));
        return lines;
    }

    private static void unlock(List<String> lines, String unlock, Ink ink) {
        if (!unlock.isEmpty()) {
            lines.add("");
            lines.add(ink.bold("What would unlock it"));
            var text =
                    unlock.replace(": oc patch", ":\n    oc patch")
                            .replace(" For a trial", "\n  For a trial");
            ("  " + text).lines().forEach(lines::add);
        }
    }

    private static void setters(
            List<String> lines, List<Fact.Setter> setters, TimeText time, Ink ink) {
        if (setters.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(ink.bold("Who set the fields of the Config last"));
        for (var setter : setters) {
            var at = setter.at();
            lines.add(
                    "  %s%s: %s"
                            .formatted(
                                    setter.manager(),
                                    at == null ? "" : " at " + time.full(at),
                                    String.join(", ", setter.paths())));
        }
    }

    /** Fields that somebody else has the last word on. */
    private static void contested(List<String> lines, JsonNode fields, TimeText time, Ink ink) {
        if (fields.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(ink.bold("Fields that do not stay as they are written"));
        for (var field : fields) {
            lines.add(
                    "  %s %s: %s since %s"
                            .formatted(
                                    object(field.path("object")),
                                    field.path("field").asText(),
                                    contest(field),
                                    time.full(Instant.parse(field.path("since").asText()))));
            lines.add(
                    "    wanted %s, found %s"
                            .formatted(value(field.path("wanted")), value(field.path("found"))));
        }
    }

    private static String object(JsonNode key) {
        var namespace = key.path("namespace").asText("");
        return key.path("kind").asText()
                + " "
                + (namespace.isEmpty() ? "" : namespace + "/")
                + key.path("name").asText();
    }

    private static String contest(JsonNode field) {
        var manager = field.path("manager").asText("");
        var how =
                switch (field.path("contest").asText()) {
                    case "REWRITTEN" -> "rewritten at admission";
                    case "DROPPED" -> "dropped by the API server";
                    default -> "changed back";
                };
        return how + (manager.isEmpty() ? "" : " (manager: " + manager + ")");
    }

    private static String value(JsonNode text) {
        return text.asText().isEmpty() ? "nothing" : text.asText();
    }

    private static void chain(
            List<String> lines, List<ExplanationStep> chain, TimeText time, StepText text) {
        for (var step : chain) {
            lines.add("  " + time.clock(step.time()) + "  " + text.line(step));
        }
    }

    /** With the last event before the decision that made each condition so. */
    private static TextTable conditions(Explanation explanation, TimeText time) {
        var table = new TextTable("CONDITION", "STATUS", "REASON", "DECIDED", "RULE", "BECAUSE");
        var text = new StepText(Ink.PLAIN, 1);
        for (var because : explanation.conditions()) {
            var condition = because.condition();
            var chain = because.chain();
            var event =
                    chain.reversed().stream()
                            .filter(step -> step instanceof ExplanationStep.Event)
                            .findFirst();
            table.row(
                    condition.path("type").asText(),
                    condition.path("status").asText(),
                    condition.path("reason").asText(),
                    chain.isEmpty() ? "" : time.clock(chain.getLast().time()),
                    chain.isEmpty() ? "" : rule(chain.getLast()),
                    event.map(text::line).orElse(""));
        }
        return table;
    }

    private static String rule(ExplanationStep step) {
        return step instanceof ExplanationStep.Decision(var decided) ? decided.reason().rule() : "";
    }
}
