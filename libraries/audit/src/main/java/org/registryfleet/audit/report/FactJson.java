package org.registryfleet.audit.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.difference.FieldChange;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.fact.LogPosition;
import org.registryfleet.audit.fact.Reason;
import org.registryfleet.audit.fact.UnreadableRecord;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Renders facts as JSON. */
final class FactJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FactJson() {}

    /** The event, without the object's content. */
    static ObjectNode event(Fact fact) {
        var json = NODES.objectNode();
        switch (fact) {
            case Fact.Registered registered ->
                    json.put("type", "REGISTERED").set("entry", registered.entry());
            case Fact.Deregistered _ -> json.put("type", "LEFT");
            case Fact.ChangeRequested requested ->
                    json.put("type", "REQUEST")
                            .put("request", requested.id())
                            .put("by", requested.by())
                            .put("reason", requested.reason())
                            .set("fields", requested.fields());
            case Fact.ObjectObserved seen -> {
                json.put("type", seen.type().name()).put("object", seen.ref().toString());
                json.put("resourceVersion", seen.resourceVersion());
                seen.managers().forEach(json.putArray("managers")::add);
                setters(json, seen.setters());
                json.put("synthesised", seen.synthesised());
            }
            case Fact.SessionMarker marked ->
                    json.put("type", marked.type().name())
                            .put("subject", marked.subject())
                            .put("detail", marked.detail());
            case Fact.OutcomeReported answered ->
                    json.put("type", "OUTCOME")
                            .put("object", answered.ref().toString())
                            .set("outcome", outcome(answered));
            case Fact.Unreadable unreadable ->
                    json.put("type", "UNREADABLE").put("detail", unreadable.why());
            case Fact.ResultPublished resulted ->
                    json.put("type", "RESULT").put("stage", resulted.stage());
            case Fact.ActionIssued asked ->
                    json.put("type", "ACTION").put("object", asked.ref().toString());
        }
        return json;
    }

    static ObjectNode outcome(Fact.OutcomeReported answered) {
        return NODES.objectNode()
                .put("result", answered.result())
                .put("code", answered.answer().code())
                .put("reason", answered.answer().reason())
                .put("message", answered.answer().message())
                .put("finishedAt", answered.finishedAt().toString());
    }

    /**
     * Why something was decided.
     *
     * @param sentence the reason as it is shown
     */
    static ObjectNode reason(Reason reason, String sentence) {
        var json = NODES.objectNode();
        json.put("rule", reason.rule())
                .put("reason", sentence)
                .put("decidedAt", reason.decidedAt().toString())
                .set("trigger", place(reason.trigger()));
        return json;
    }

    static JsonNode place(@Nullable LogPosition place) {
        return place == null
                ? NODES.nullNode()
                : NODES.objectNode()
                        .put("topic", place.topic())
                        .put("partition", place.partition())
                        .put("offset", place.offset());
    }

    static ArrayNode changes(Collection<FieldChange> changes) {
        var list = NODES.arrayNode();
        for (var change : changes) {
            var one = list.addObject().put("field", change.path());
            one.set("before", change.before() == null ? NODES.nullNode() : change.before());
            one.set("after", change.after() == null ? NODES.nullNode() : change.after());
        }
        return list;
    }

    /** Whether every record was decoded, and which were not. */
    static void unread(ObjectNode json, UnreadableRecord unread) {
        json.put("complete", unread.isNone()).put("unreadable", unread.count());
        var records = json.putArray("unreadableRecords");
        for (var entry : unread.first()) {
            var one = records.addObject();
            one.set("record", place(entry.place()));
            one.put("detail", entry.fact() instanceof Fact.Unreadable fact ? fact.why() : "");
        }
    }

    static String verb(String verb) {
        return verb.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Who set which fields last; left out where the log does not keep it. */
    static void setters(ObjectNode json, List<Fact.Setter> setters) {
        if (setters.isEmpty()) {
            return;
        }
        var list = json.putArray("setters");
        for (var setter : setters) {
            var at = setter.at();
            var one = list.addObject().put("manager", setter.manager());
            one.put("at", at == null ? null : at.toString());
            setter.paths().forEach(one.putArray("fields")::add);
        }
    }
}
