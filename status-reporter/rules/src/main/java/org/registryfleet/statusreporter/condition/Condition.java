package org.registryfleet.statusreporter.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A condition as Kubernetes has it.
 *
 * @param since its lastTransitionTime, in whole seconds when it is ours; null when an observed
 *     condition has none that can be read
 */
public record Condition(
        String type,
        ConditionStatus status,
        String reason,
        String message,
        @Nullable Instant since) {

    /** A condition of an observed status. */
    public static Condition of(JsonNode json) {
        return new Condition(
                json.path("type").asText(""),
                ConditionStatus.of(json.path("status").asText("")),
                json.path("reason").asText(""),
                json.path("message").asText(""),
                instant(json.path("lastTransitionTime").asText("")));
    }

    public boolean isTrue() {
        return status == ConditionStatus.TRUE;
    }

    /** The condition for a status; empty texts are left out, as the reference does. */
    ObjectNode toJson() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("type", type);
        json.put("status", status.text());
        if (!reason.isEmpty()) {
            json.put("reason", reason);
        }
        if (!message.isEmpty()) {
            json.put("message", message);
        }
        if (since != null) {
            json.put("lastTransitionTime", since.toString());
        }
        return json;
    }

    /** Whether a condition of a status says the same; the time does not matter. */
    boolean isSaidBy(JsonNode json) {
        return status.text().equals(json.path("status").asText(""))
                && reason.equals(json.path("reason").asText(""))
                && message.equals(json.path("message").asText(""));
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }
}
