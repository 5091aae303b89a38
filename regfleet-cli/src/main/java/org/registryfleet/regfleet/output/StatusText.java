package org.registryfleet.regfleet.output;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** A cluster's story as people read it: how it is, what its conditions say, and why. */
public final class StatusText {

    private StatusText() {}

    /** The fleet, one line a cluster. */
    public static List<String> table(JsonNode clusters) {
        if (clusters.isEmpty()) {
            return List.of("The fleet has no clusters yet: regfleet clusters add CLUSTER");
        }
        var table =
                new TextTable(
                        "CLUSTER", "PLATFORM", "STORAGE", "STATE", "REGISTRY", "REASON", "SINCE");
        for (var row : clusters) {
            table.row(
                    text(row, "id"),
                    text(row, "platform"),
                    text(row, "storageKind"),
                    text(row, "managementState"),
                    text(row, "summary") + held(row),
                    text(row, "reason"),
                    // milliseconds are for programs
                    text(row, "since").replaceFirst("\\.[0-9]+Z$", "Z"));
        }
        return table.lines();
    }

    /** What has become of a cluster, in a line. */
    public static String change(JsonNode row) {
        return "%s  %s  %s%s (%s)  %s"
                .formatted(
                        text(row, "since").replaceFirst("\\.[0-9]+Z$", "Z"),
                        text(row, "id"),
                        text(row, "summary"),
                        held(row),
                        text(row, "reason"),
                        oneLine(text(row, "message")))
                .stripTrailing();
    }

    /** Why nothing is written to it. */
    private static String held(JsonNode row) {
        var reason =
                row.path("paused").asBoolean() ? "paused" : row.path("admissionReason").asText("");
        return reason.isEmpty() ? "" : " (" + reason + ")";
    }

    /** One cluster. */
    public static List<String> story(JsonNode story) {
        var row = story.path("cluster");
        var lines = new ArrayList<String>();
        lines.add(
                "%s: %s (%s)"
                        .formatted(text(row, "id"), text(row, "summary"), text(row, "reason")));
        add(lines, "Only watched: ", text(row, "admissionReason"));
        add(lines, "", text(row, "message"));
        row.path("problems").forEach(one -> add(lines, "Problem: ", oneLine(text(one, "message"))));
        add(lines, "What helps: ", text(row, "unlock"));
        row.path("missingRights").forEach(one -> add(lines, "It may not ", one.asText()));
        add(lines, "Credential ends: ", text(row, "credentialEnds"));
        conditions(lines, "Config", story.path("configConditions"));
        conditions(lines, "ClusterOperator", story.path("clusterOperatorConditions"));
        if (!story.path("chain").isEmpty()) {
            lines.add("");
            lines.add("Why:");
            story.path("chain").forEach(link -> link(lines, link));
        }
        return lines;
    }

    private static void link(List<String> lines, JsonNode link) {
        lines.add(
                "  %s: %s (rule %s, %s)"
                        .formatted(
                                text(link, "stage"),
                                link.at("/cause/reason").asText().replaceFirst("\\.$", ""),
                                link.at("/cause/rule").asText(),
                                occasion(text(link, "event"))));
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
                                                    + oneLine(text(outcome, "message"))
                                            : "under way")
                            .stripTrailing());
        }
    }

    /** What a stage has decided on: the kind of an observation, and mostly its object. */
    private static String occasion(String event) {
        int space = event.indexOf(' ');
        var object = space < 0 ? "" : event.substring(space + 1);
        return switch (space < 0 ? event : event.substring(0, space)) {
            case "ADDED" -> object + " is new";
            case "MODIFIED" -> object + " has changed";
            case "DELETED" -> object + " is gone";
            case "SYNCED" -> "the cluster has been read completely";
            case "RESUMED" -> "the cluster is watched again";
            case "CONTACT_LOST" -> "contact was lost";
            case "CONTACT_RESTORED" -> "contact is back";
            case "the" -> "time has passed";
            default -> "after " + event;
        };
    }

    private static void conditions(List<String> lines, String of, JsonNode conditions) {
        lines.add("");
        if (conditions.isEmpty()) {
            lines.add(of + ": no conditions");
            return;
        }
        var table = new TextTable("CONDITION", "STATUS", "REASON", "MESSAGE");
        for (var one : conditions) {
            table.row(
                    text(one, "type"),
                    text(one, "status"),
                    text(one, "reason"),
                    oneLine(text(one, "message")));
        }
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
        var value = row.path(field);
        return value.isNull() ? "" : value.asText("");
    }
}
