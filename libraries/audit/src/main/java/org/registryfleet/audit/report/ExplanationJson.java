package org.registryfleet.audit.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.audit.explanation.Explanation;
import org.registryfleet.audit.explanation.ExplanationStep;
import org.registryfleet.audit.fact.UnreadableRecord;
import org.registryfleet.audit.timeline.DecisionEntry;

import java.util.List;

/** Renders an explanation as JSON. The field names are part of the API. */
public final class ExplanationJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ExplanationJson() {}

    /** The complete tree. */
    public static ObjectNode of(String cluster, Explanation explanation, UnreadableRecord unread) {
        var json = NODES.objectNode();
        var status = explanation.status();
        json.put("cluster", cluster)
                .put("summary", status.path("summary").asText(""))
                .put("reason", status.path("reason").asText(""))
                .put("message", status.path("message").asText(""))
                .put("since", status.path("since").asText(""))
                .put("unlock", status.path("unlock").asText(""));
        json.set("contested", json.arrayNode().addAll(list(status.path("contested"))));
        FactJson.setters(json, explanation.setters());
        FactJson.unread(json, unread);
        var conditions = json.putArray("conditions");
        for (var because : explanation.conditions()) {
            var one = conditions.addObject();
            one.set("condition", because.condition());
            one.set("chain", chain(because.chain()));
        }
        json.set("chain", chain(explanation.chain()));
        var standing = json.putObject("standing");
        explanation.standing().forEach((stage, decided) -> standing.set(stage, reason(decided)));
        return json;
    }

    private static ObjectNode reason(DecisionEntry decided) {
        return FactJson.reason(decided.reason(), ReasonText.of(decided));
    }

    private static List<JsonNode> list(JsonNode array) {
        return array.valueStream().toList();
    }

    private static ArrayNode chain(List<ExplanationStep> steps) {
        var list = NODES.arrayNode();
        for (var step : steps) {
            var json = list.addObject().put("time", step.time().toString());
            switch (step) {
                case ExplanationStep.Event event -> {
                    var timelineEntry = event.entry();
                    json.set("record", FactJson.place(timelineEntry.place()));
                    var entry = timelineEntry.entry();
                    json.set(
                            "event",
                            entry == null ? json.nullNode() : FactJson.event(entry.fact()));
                    json.set("changes", FactJson.changes(timelineEntry.observed().changes()));
                }
                case ExplanationStep.Decision decision -> {
                    json.put("stage", decision.decided().stage());
                    json.setAll(reason(decision.decided()));
                }
                case ExplanationStep.Write write ->
                        json.put("action", write.effect().asked().action())
                                .put("verb", FactJson.verb(write.effect().asked().verb()))
                                .put("object", write.effect().asked().ref().toString());
            }
        }
        return list;
    }
}
