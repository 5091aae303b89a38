package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.report.ReasonText;
import org.registryfleet.audit.report.SnapshotJson;
import org.registryfleet.audit.state.ClusterSnapshot;
import org.registryfleet.audit.state.FleetSnapshot;
import org.registryfleet.regfleet.output.Counted;
import org.registryfleet.regfleet.output.TextTable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** What was known at a moment. */
@Command(
        name = "at",
        description = "Shows what was known of the fleet, or of a cluster, at a moment.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:shown",
            "1:shown, but a record before that time cannot be read",
            "2:wrong use",
            "3:no such cluster, or no history for that time",
            "4:the log cannot be reached"
        })
public final class AtCommand implements Callable<Integer> {

    @Mixin private AuditView view = new AuditView();

    @Parameters(
            index = "0",
            paramLabel = "TIME",
            description =
                    "Moment: 14:03, 2026-11-21T14:03:05, with Z for UTC, or 2h for two hours ago.")
    private String at = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CLUSTER",
            description = "Id of a cluster.")
    private @Nullable String cluster;

    @Option(names = "--all", description = "Of a cluster, list every object.")
    private boolean all;

    @Override
    public Integer call() {
        var time = view.time();
        var moment = time.parse(at);
        try (var reading = view.read()) {
            if (cluster == null) {
                reading.requireHistory(moment, time);
                var fleet = reading.log().fleet(moment);
                var json = SnapshotJson.of(fleet, moment);
                view.print(json, () -> lines(json, fleet, time, moment));
                return fleet.unreadable().isNone() ? 0 : 1;
            }
            reading.requireKnown(cluster);
            reading.requireHistory(cluster, moment, moment, time);
            var picture = reading.log().picture(cluster, moment);
            var json = SnapshotJson.of(picture, moment);
            view.print(json, () -> lines(json, picture, time, moment));
            return picture.unreadable().isNone() ? 0 : 1;
        }
    }

    private List<String> lines(JsonNode json, FleetSnapshot fleet, TimeText time, Instant moment) {
        var table =
                new TextTable(
                        "CLUSTER", "PLATFORM", "STORAGE", "STATE", "REGISTRY", "REASON", "SINCE");
        for (var one : fleet.registered()) {
            var status = FleetSnapshot.status(one);
            var since = status.path("since").asText("");
            table.row(
                    one.cluster(),
                    status.path("platform").asText(""),
                    status.path("storageKind").asText(""),
                    status.path("managementState").asText(""),
                    status.path("summary").asText(""),
                    status.path("reason").asText(""),
                    since.isEmpty() ? "" : time.full(Instant.parse(since)));
        }
        var lines = new ArrayList<String>();
        lines.add(
                "%s in the fleet at %s (%s)"
                        .formatted(
                                Counted.of(fleet.registered().size(), "cluster"),
                                time.full(moment),
                                time.zone()));
        lines.addAll(GapText.lines(json, view.ink()));
        lines.addAll(table.lines());
        return lines;
    }

    private List<String> lines(
            JsonNode json, ClusterSnapshot picture, TimeText time, Instant moment) {
        var ink = view.ink();
        var lines = new ArrayList<String>();
        lines.add(
                "%s at %s (%s), from records up to %s"
                        .formatted(
                                ink.bold(picture.cluster()),
                                time.full(moment),
                                time.zone(),
                                picture.latest().map(time::clock).orElse("none")));
        lines.addAll(GapText.lines(json, ink));
        if (!picture.isRegistered()) {
            lines.add(ink.yellow("  it was not in the fleet"));
        }
        if (!picture.isComplete()) {
            lines.add(ink.yellow("  the cluster had not been listed completely"));
        }
        json.path("mayNotBeListed")
                .forEach(what -> lines.add(ink.yellow("  may not be listed: " + what.asText())));
        picture.lastLoss()
                .ifPresent(
                        loss ->
                                lines.add(
                                        ink.red(
                                                "  since %s: %s"
                                                        .formatted(
                                                                time.clock(loss.time()),
                                                                FactText.event(
                                                                        loss.fact(), false)))));
        results(lines, picture, time);
        conditions(lines, picture);
        objects(lines, picture);
        return lines;
    }

    private static void results(List<String> lines, ClusterSnapshot picture, TimeText time) {
        var table = new TextTable("STAGE", "RESULT", "SINCE", "RULE", "WHY");
        picture.results()
                .forEach(
                        (stage, entry) -> {
                            if (entry.fact() instanceof Fact.ResultPublished resulted) {
                                table.row(
                                        stage,
                                        FactText.headline(stage, resulted.result()),
                                        time.clock(entry.time()),
                                        resulted.reason().rule(),
                                        ReasonText.of(resulted));
                            }
                        });
        lines.add("");
        lines.addAll(table.lines());
    }

    private static void conditions(List<String> lines, ClusterSnapshot picture) {
        var table = new TextTable("CONDITION", "STATUS", "REASON", "MESSAGE");
        var conditions = picture.result("status").path("configConditions");
        for (var one : conditions) {
            table.row(
                    one.path("type").asText(),
                    one.path("status").asText(),
                    one.path("reason").asText(""),
                    one.path("message").asText("").replace('\n', ' '));
        }
        if (!conditions.isEmpty()) {
            lines.add("");
            lines.addAll(table.lines());
        }
    }

    private void objects(List<String> lines, ClusterSnapshot picture) {
        lines.add("");
        var seen = picture.objects();
        if (all) {
            var table = new TextTable("OBJECT", "VERSION");
            seen.forEach((ref, one) -> table.row(ref.toString(), one.resourceVersion()));
            lines.addAll(table.lines());
            return;
        }
        var kinds =
                seen.keySet().stream()
                        .collect(Collectors.groupingBy(ref -> ref.kind(), Collectors.counting()));
        lines.add(
                "%d objects of %d kinds; --all lists them, -o yaml shows them"
                        .formatted(seen.size(), kinds.size()));
    }
}
