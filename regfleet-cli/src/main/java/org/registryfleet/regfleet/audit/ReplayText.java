package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.regfleet.output.TextTable;
import org.registryfleet.replay.verdict.DecisionCounts;
import org.registryfleet.replay.verdict.Divergence;
import org.registryfleet.replay.verdict.ReplayReport;

import java.util.ArrayList;
import java.util.List;

/** What a replay found, for people and for programs. */
final class ReplayText {

    private static final List<String> ORDER = List.of("platform", "storage", "registry", "status");

    private ReplayText() {}

    static List<String> lines(ReplayReport report, TimeText time) {
        var lines = new ArrayList<>(table(report));
        lines.add("");
        report.divergences().forEach(one -> lines.addAll(divergence(one, time)));
        report.reasons()
                .forEach(
                        one ->
                                lines.add(
                                        "%s of %s cannot be followed from step %d on: %s"
                                                .formatted(
                                                        one.stage(),
                                                        one.cluster(),
                                                        one.step(),
                                                        one.why())));
        lines.add(conclusion(report));
        lines.add("digest of all that was decided again: " + report.digest());
        return lines;
    }

    static JsonNode json(ReplayReport report) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("same", report.isClean()).put("whole", report.isWhole());
        var stages = json.putObject("stages");
        report.tallies().forEach((stage, tally) -> tally(stages.putObject(stage), tally));
        tally(json.putObject("total"), report.total());
        var divergences = json.putArray("divergences");
        report.divergences().forEach(one -> divergence(divergences.addObject(), one));
        var reasons = json.putArray("notFollowed");
        report.reasons()
                .forEach(
                        one ->
                                reasons.addObject()
                                        .put("stage", one.stage())
                                        .put("cluster", one.cluster())
                                        .put("step", one.step())
                                        .put("why", one.why()));
        return json.put("digest", report.digest());
    }

    private static List<String> table(ReplayReport report) {
        var table =
                new TextTable(
                        "STAGE",
                        "RECORDS",
                        "DECISIONS",
                        "SAME",
                        "DIFFERENT",
                        "TORN",
                        "REPEATED",
                        "NOT FOLLOWED",
                        "UNREADABLE");
        ORDER.stream()
                .filter(report.tallies()::containsKey)
                .forEach(
                        stage ->
                                row(
                                        table,
                                        stage,
                                        report.tallies().getOrDefault(stage, DecisionCounts.NONE)));
        return row(table, "all", report.total()).lines();
    }

    private static TextTable row(TextTable table, String stage, DecisionCounts tally) {
        return table.row(
                stage,
                "%,d".formatted(tally.events()),
                "%,d".formatted(tally.decisions()),
                "%,d".formatted(tally.same()),
                "%,d".formatted(tally.divergent()),
                "%,d".formatted(tally.torn()),
                "%,d".formatted(tally.repeated()),
                "%,d".formatted(tally.unfollowed()),
                "%,d".formatted(tally.unreadable()));
    }

    private static List<String> divergence(Divergence one, TimeText time) {
        return List.of(
                "%s %s decided otherwise about %s (step %d, rule %s, %s)"
                        .formatted(
                                time.full(one.decidedAt()),
                                one.stage(),
                                one.cluster(),
                                one.step(),
                                one.rule(),
                                one.place()),
                "    first difference: " + one.field(),
                "    recorded: " + shown(one.recorded()),
                "    today:    " + shown(one.decided()),
                "");
    }

    private static String shown(String side) {
        return side.isEmpty() ? "nothing" : side;
    }

    private static String conclusion(ReplayReport report) {
        var total = report.total();
        if (total.divergent() > 0) {
            return "%,d of %,d decisions come out otherwise today."
                    .formatted(total.divergent(), total.decisions());
        }
        if (!report.isWhole()) {
            return "%,d of %,d decisions come out the same; %,d could not be followed."
                    .formatted(total.same(), total.decisions(), total.unfollowed());
        }
        if (total.torn() > 0) {
            return "All %,d decisions come out the same, byte for byte; of %,d a crash kept a part from the log."
                    .formatted(total.decisions(), total.torn());
        }
        return "All %,d decisions come out the same, byte for byte.".formatted(total.same());
    }

    private static void tally(ObjectNode json, DecisionCounts tally) {
        json.put("records", tally.events())
                .put("decisions", tally.decisions())
                .put("same", tally.same())
                .put("different", tally.divergent())
                .put("torn", tally.torn())
                .put("repeated", tally.repeated())
                .put("notFollowed", tally.unfollowed())
                .put("unreadable", tally.unreadable());
    }

    private static void divergence(ObjectNode json, Divergence one) {
        json.put("stage", one.stage())
                .put("cluster", one.cluster())
                .put("step", one.step())
                .put("decidedAt", one.decidedAt().toString())
                .put("rule", one.rule())
                .put("place", one.place())
                .put("field", one.field())
                .put("recorded", one.recorded())
                .put("decided", one.decided());
    }
}
