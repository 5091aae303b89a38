package org.registryfleet.audit.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.audit.timeline.ActionEffect;
import org.registryfleet.audit.timeline.DecisionEntry;
import org.registryfleet.audit.timeline.Timeline;
import org.registryfleet.audit.timeline.TimelineEntry;

import java.util.List;

/** Renders a timeline as JSON. The field names are part of the API. */
public final class TimelineJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TimelineJson() {}

    /** The complete tree. */
    public static ObjectNode of(String cluster, Timeline timeline) {
        var json = NODES.objectNode();
        json.put("cluster", cluster);
        FactJson.unread(json, timeline.unreadable());
        json.put("earlier", timeline.earlier());
        var timelineEntries = json.putArray("chapters");
        timeline.entries().forEach(timelineEntry -> timelineEntries.add(of(timelineEntry)));
        return json;
    }

    /** One chapter. */
    public static ObjectNode of(TimelineEntry timelineEntry) {
        var json = NODES.objectNode().put("time", timelineEntry.time().toString());
        json.set("record", FactJson.place(timelineEntry.place()));
        var entry = timelineEntry.entry();
        if (entry != null) {
            json.set("event", FactJson.event(entry.fact()));
        } else {
            json.putObject("event")
                    .put("type", timelineEntry.place() == null ? "TIMER" : "NOT_READ");
        }
        json.set("changes", FactJson.changes(timelineEntry.observed().changes()));
        json.put("showsAction", timelineEntry.observed().action());
        json.set("decisions", decisions(timelineEntry.decisions()));
        return json;
    }

    private static ArrayNode decisions(List<DecisionEntry> decisions) {
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

    private static JsonNode result(DecisionEntry decided) {
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
