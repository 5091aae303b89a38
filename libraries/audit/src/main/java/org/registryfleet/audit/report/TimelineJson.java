package org.registryfleet.audit.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.audit.timeline.ActionEffect;
import org.registryfleet.audit.timeline.DecidedEntry;
import org.registryfleet.audit.timeline.Timeline;
import org.registryfleet.audit.timeline.TimelineEntry;

import java.util.List;

/** A timeline as JSON. The field names are part of the API. */
public final class TimelineJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TimelineJson() {}

    /** All of it. */
    public static ObjectNode of(String cluster, Timeline timeline) {
        var json = NODES.objectNode();
        json.put("cluster", cluster);
        FactJson.unread(json, timeline.unreadable());
        json.put("earlier", timeline.earlier());
        var chapters = json.putArray("chapters");
        timeline.chapters().forEach(chapter -> chapters.add(of(chapter)));
        return json;
    }

    /** One chapter. */
    public static ObjectNode of(TimelineEntry chapter) {
        var json = NODES.objectNode().put("time", chapter.time().toString());
        json.set("record", FactJson.place(chapter.place()));
        var entry = chapter.entry();
        if (entry != null) {
            json.set("event", FactJson.event(entry.fact()));
        } else {
            json.putObject("event").put("type", chapter.place() == null ? "TIMER" : "NOT_READ");
        }
        json.set("changes", FactJson.changes(chapter.echo().changes()));
        json.put("showsAction", chapter.echo().action());
        json.set("decisions", decisions(chapter.decisions()));
        return json;
    }

    private static ArrayNode decisions(List<DecidedEntry> decisions) {
        var list = NODES.arrayNode();
        for (var decided : decisions) {
            var json = list.addObject().put("stage", decided.stage());
            json.setAll(FactJson.reason(decided.reason(), ReasonText.of(decided)));
            json.set("result", result(decided));
            var actions = json.putArray("actions");
            decided.effects().forEach(effect -> actions.add(action(effect)));
            json.set("decisions", decisions(decided.followers()));
        }
        return list;
    }

    private static JsonNode result(DecidedEntry decided) {
        var result = decided.result();
        if (result == null) {
            return NODES.nullNode();
        }
        var json = NODES.objectNode();
        json.set("record", FactJson.place(result.place()));
        json.set("content", result.content());
        json.set("changes", FactJson.changes(result.changes()));
        return json;
    }

    private static ObjectNode action(ActionEffect effect) {
        var asked = effect.asked();
        var json = NODES.objectNode();
        json.put("id", asked.action())
                .put("time", effect.time().toString())
                .put("verb", FactJson.verb(asked.verb()))
                .put("object", asked.ref().toString())
                .put("attempt", asked.attempt());
        json.set("record", FactJson.place(effect.place()));
        json.set("body", asked.body().isMissingNode() ? NODES.nullNode() : asked.body());
        var outcome = effect.outcome();
        if (outcome == null) {
            json.putNull("outcome");
        } else {
            json.set(
                    "outcome",
                    FactJson.outcome(outcome.answered())
                            .<ObjectNode>set("record", FactJson.place(outcome.place())));
        }
        json.set("decisions", decisions(effect.followers()));
        return json;
    }
}
