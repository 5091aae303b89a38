package org.registryfleet.regfleet.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.audit.report.ReasonText;
import org.registryfleet.audit.report.SnapshotJson;
import org.registryfleet.audit.state.ClusterSnapshot;
import org.registryfleet.replay.WhatIfRound;
import org.registryfleet.stage.change.Change;

import java.util.ArrayList;
import java.util.List;

/** What would follow, for people and for programs. */
final class WhatIfText {

    private final Ink ink;
    private final List<String> lines = new ArrayList<>();

    WhatIfText(Ink ink) {
        this.ink = ink;
    }

    List<String> lines(JsonNode json, List<WhatIfRound> rounds) {
        var cluster = json.path("cluster").asText();
        lines.addAll(GapText.lines(json, ink));
        if (!json.path("listedCompletely").asBoolean()) {
            lines.add(ink.yellow("  the cluster had not been listed completely"));
        }
        json.path("mayNotBeListed")
                .forEach(
                        what ->
                                lines.add(
                                        ink.yellow(
                                                "  may not be listed, so nothing is created there: "
                                                        + what.asText())));
        for (int i = 0; i < rounds.size(); i++) {
            lines.add(ink.bold(title(cluster, rounds, i)));
            rounds.get(i).answers().forEach(answer -> answer(answer));
        }
        conditions(rounds.getLast());
        return lines;
    }

    static ObjectNode json(ClusterSnapshot picture, List<WhatIfRound> rounds) {
        var json = SnapshotJson.known(picture);
        json.put("comesToRest", rounds.getLast().isQuiet());
        var list = json.putArray("rounds");
        for (var round : rounds) {
            var answers = list.addArray();
            for (var answer : round.answers()) {
                var one = answers.addObject();
                one.put("stage", answer.stage())
                        .put("rule", answer.rule())
                        .put("reason", sentence(answer))
                        .set("result", answer.result());
                var writes = one.putArray("writes");
                for (var write : answer.writes()) {
                    writes.addObject()
                            .put("verb", verb(write))
                            .put("object", write.ref().toString())
                            .set("body", body(write));
                }
            }
        }
        return json;
    }

    private static String title(String cluster, List<WhatIfRound> rounds, int index) {
        if (index == 0) {
            return cluster + " would be decided anew:";
        }
        return index == rounds.size() - 1 && rounds.get(index).isQuiet()
                ? "With these carried out nothing more would be written:"
                : "With these carried out:";
    }

    private void answer(WhatIfRound.Answer answer) {
        if (answer.writes().isEmpty() && FactText.essential(answer.changes()).isEmpty()) {
            return;
        }
        lines.add(
                "  ▸ %-9s%s %s"
                        .formatted(
                                answer.stage(),
                                ink.bold(FactText.headline(answer.stage(), answer.result()) + ":"),
                                FactText.withRule(sentence(answer), answer.rule(), ink)));
        for (var write : answer.writes()) {
            lines.add("      %s %s".formatted(verb(write), FactText.object(write.ref())));
            if (write instanceof Change.Patch patch) {
                lines.add("        " + ink.cyan(FactText.fields(patch.body())));
            }
        }
    }

    private static String sentence(WhatIfRound.Answer answer) {
        return ReasonText.of(answer.stage(), answer.rule(), answer.reason(), answer.result());
    }

    private void conditions(WhatIfRound last) {
        lines.add("");
        lines.add(ink.bold("Conditions then"));
        for (var answer : last.answers()) {
            for (var one : answer.result().path("configConditions")) {
                lines.add(
                        "  %-44s %-8s %-20s %s"
                                .formatted(
                                        one.path("type").asText(),
                                        one.path("status").asText(),
                                        one.path("reason").asText(),
                                        one.path("message").asText().replace('\n', ' '))
                                .stripTrailing());
            }
        }
    }

    private static String verb(Change change) {
        return switch (change) {
            case Change.Create _ -> "create";
            case Change.Patch patch -> patch.onStatus() ? "patch status" : "patch";
            case Change.Delete _ -> "delete";
        };
    }

    private static JsonNode body(Change change) {
        return switch (change) {
            case Change.Create create -> create.body();
            case Change.Patch patch -> patch.body();
            case Change.Delete _ -> JsonNodeFactory.instance.nullNode();
        };
    }
}
