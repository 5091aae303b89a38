package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.difference.FieldChange;
import org.registryfleet.audit.report.SnapshotJson;
import org.registryfleet.regfleet.fleet.CommandFailure;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** What differs between two moments. */
@Command(
        name = "diff",
        description = {
            "Shows what differs between two moments.",
            "Of the fleet that is the status of its clusters; of a cluster its registration, results"
                    + " and objects, field by field."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:shown",
            "1:shown, but a record cannot be read",
            "2:wrong use",
            "3:no such cluster, or no history for that time",
            "4:the log cannot be reached"
        })
public final class DiffCommand implements Callable<Integer> {

    private static final int FIELDS = 12;
    private static final Set<String> HEADLINE =
            Set.of("platform", "storageKind", "managementState", "contact", "summary", "message");

    @Mixin private AuditView view = new AuditView();

    @Parameters(index = "0", paramLabel = "TIME1", description = "The earlier moment.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "TIME2", description = "The later moment.")
    private String second = "";

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "CLUSTER",
            description = "Id of a cluster.")
    private @Nullable String cluster;

    @Option(names = "--all", description = "Leave nothing out.")
    private boolean all;

    @Override
    public Integer call() {
        var time = view.time();
        var from = time.parse(first);
        var to = time.parse(second);
        if (to.isBefore(from)) {
            throw CommandFailure.refused("%s is after %s".formatted(first, second));
        }
        try (var reading = view.read()) {
            var json = cluster == null ? fleet(reading, from, to) : cluster(reading, from, to);
            view.print(json, () -> lines(json, time, from, to));
            return json.path("complete").asBoolean() ? 0 : 1;
        }
    }

    private ObjectNode fleet(OpenLog reading, Instant from, Instant to) {
        reading.requireHistory(from, view.time());
        return SnapshotJson.difference(
                reading.log().fleet(from), from, reading.log().fleet(to), to);
    }

    private ObjectNode cluster(OpenLog reading, Instant from, Instant to) {
        var id = cluster == null ? "" : cluster;
        reading.requireKnown(id);
        reading.requireHistory(id, from, from, view.time());
        return SnapshotJson.difference(
                reading.log().picture(id, from), from, reading.log().picture(id, to), to);
    }

    private List<String> lines(ObjectNode json, TimeText time, Instant from, Instant to) {
        var ink = view.ink();
        var lines = new ArrayList<String>();
        lines.add(
                "%s: from %s to %s (%s)"
                        .formatted(
                                ink.bold(cluster == null ? "fleet" : cluster),
                                time.full(from),
                                time.full(to),
                                time.zone()));
        lines.addAll(GapText.lines(json, ink));
        int head = lines.size();
        if (cluster == null) {
            json.path("clusters").forEach(one -> fleet(one, lines));
        } else {
            cluster(json, lines);
        }
        if (lines.size() == head) {
            lines.add("  nothing differs");
        }
        return lines;
    }

    private void fleet(JsonNode one, List<String> lines) {
        var own = new ArrayList<String>();
        var headline = JsonNodeFactory.instance.arrayNode();
        for (var change : one.path("changes")) {
            if (all || HEADLINE.contains(change.path("field").asText())) {
                headline.add(change);
            }
        }
        fields(headline, "    ", own);
        var how = one.path("change").asText();
        if (!own.isEmpty() || !how.equals("changed")) {
            lines.add(view.ink().bold(one.path("cluster").asText()) + " " + how);
            lines.addAll(own);
        }
    }

    private void cluster(JsonNode json, List<String> lines) {
        for (var gap : json.path("gaps")) {
            lines.add(
                    view.ink()
                            .red(
                                    "  in between, not known one by one, %s: %s"
                                            .formatted(
                                                    view.time()
                                                            .clock(
                                                                    Instant.parse(
                                                                            gap.path("time")
                                                                                    .asText())),
                                                    gap.at("/event/detail").asText())));
        }
        section("registration", json.path("registration"), lines);
        json.path("results")
                .properties()
                .forEach(
                        result ->
                                section("result of " + result.getKey(), result.getValue(), lines));
        for (var object : json.path("objects")) {
            var name = FactText.shortened(object.path("object").asText());
            switch (object.path("change").asText()) {
                case "appeared" -> lines.add(view.ink().green("+ " + name));
                case "gone" -> lines.add(view.ink().red("- " + name));
                default -> section(name, object.path("changes"), lines);
            }
        }
    }

    private void section(String title, JsonNode changes, List<String> lines) {
        var own = new ArrayList<String>();
        fields(changes, "    ", own);
        if (!own.isEmpty()) {
            lines.add("~ " + view.ink().bold(title));
            lines.addAll(own);
        }
    }

    private void fields(JsonNode changes, String margin, List<String> lines) {
        var found = new ArrayList<FieldChange>();
        changes.forEach(
                one ->
                        found.add(
                                new FieldChange(
                                        one.path("field").asText(),
                                        present(one.path("before")),
                                        present(one.path("after")))));
        var shown = all ? found : FactText.essential(found);
        shown.stream()
                .limit(all ? Integer.MAX_VALUE : FIELDS)
                .forEach(change -> lines.add(margin + sign(change)));
        if (!all && shown.size() > FIELDS) {
            lines.add(margin + "… %d more fields: --all".formatted(shown.size() - FIELDS));
        }
    }

    private String sign(FieldChange change) {
        var ink = view.ink();
        if (change.before() == null) {
            return ink.green("+ %s: %s".formatted(change.path(), FactText.value(change.after())));
        }
        return change.after() == null
                ? ink.red("- %s: %s".formatted(change.path(), FactText.value(change.before())))
                : ink.yellow("~ " + FactText.change(change));
    }

    private static @Nullable JsonNode present(JsonNode node) {
        return node.isNull() || node.isMissingNode() ? null : node;
    }
}
