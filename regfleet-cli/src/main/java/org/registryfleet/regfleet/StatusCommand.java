package org.registryfleet.regfleet;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.regfleet.fleet.StatusApi;
import org.registryfleet.regfleet.output.TextTable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Shows the fleet, or one cluster with the reasons why it is as it is. */
@Command(
        name = "status",
        description =
                "Shows the fleet; of one cluster also its conditions and the chain of reasons.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:shown",
            "2:wrong use",
            "3:no such cluster",
            "4:the status-reporter does not answer"
        })
final class StatusCommand implements Callable<Integer> {

    @ParentCommand private Regfleet root = Regfleet.unset();
    @Mixin private FleetOptions fleet = new FleetOptions();

    @Parameters(arity = "0..1", paramLabel = "CLUSTER", description = "Id of a cluster.")
    private @Nullable String cluster;

    @Override
    public Integer call() {
        var api = new StatusApi(fleet.url());
        if (cluster == null) {
            var clusters = api.clusters();
            root.print(clusters, () -> table(clusters));
        } else {
            var story = api.cluster(cluster);
            root.print(story, () -> story(story));
        }
        return 0;
    }

    private static List<String> table(JsonNode clusters) {
        var table =
                new TextTable(
                        "CLUSTER", "PLATFORM", "STORAGE", "STATE", "REGISTRY", "REASON", "SINCE");
        for (var row : clusters) {
            table.row(
                    text(row, "id"),
                    text(row, "platform"),
                    text(row, "storageKind"),
                    text(row, "managementState"),
                    text(row, "summary") + (row.path("paused").asBoolean() ? " (paused)" : ""),
                    text(row, "reason"),
                    text(row, "since"));
        }
        return table.lines();
    }

    private static List<String> story(JsonNode story) {
        var row = story.path("cluster");
        var lines = new ArrayList<String>();
        lines.add(
                "%s: %s (%s)"
                        .formatted(text(row, "id"), text(row, "summary"), text(row, "reason")));
        add(lines, "", text(row, "message"));
        add(lines, "What helps: ", text(row, "unlock"));
        conditions(lines, "Config", story.path("configConditions"));
        conditions(lines, "ClusterOperator", story.path("clusterOperatorConditions"));
        lines.add("");
        lines.add("Why:");
        for (var link : story.path("chain")) {
            lines.add(
                    "  %s: %s, because of %s (rule %s)"
                            .formatted(
                                    text(link, "stage"),
                                    link.at("/cause/reason").asText(),
                                    text(link, "event"),
                                    link.at("/cause/rule").asText()));
            for (var action : link.path("actions")) {
                var outcome = action.path("outcome");
                lines.add(
                        "    %s %s: %s"
                                .formatted(
                                        text(action, "verb"),
                                        text(action, "object"),
                                        outcome.isObject()
                                                ? text(outcome, "result")
                                                        + " "
                                                        + text(outcome, "message")
                                                : "under way")
                                .stripTrailing());
            }
        }
        return lines;
    }

    private static void conditions(List<String> lines, String of, JsonNode conditions) {
        var table = new TextTable("CONDITION", "STATUS", "REASON", "MESSAGE");
        for (var one : conditions) {
            table.row(
                    text(one, "type"),
                    text(one, "status"),
                    text(one, "reason"),
                    oneLine(text(one, "message")));
        }
        lines.add("");
        lines.add(of + ":");
        table.lines().forEach(line -> lines.add("  " + line));
    }

    private static void add(List<String> lines, String before, String text) {
        if (!text.isEmpty()) {
            lines.add(before + text);
        }
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ');
    }

    private static String text(JsonNode row, String field) {
        return row.path(field).asText("").replace("null", "");
    }
}
