package org.registryfleet.statusreporter.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A Kubernetes condition.
 *
 * @param since its lastTransitionTime, in whole seconds if it is ours; null if an observed
 *     condition has no valid one
 */
public record Condition(
        String type,
        ConditionStatus status,
        String reason,
        String message,
        @Nullable Instant since) {

    /** Parses a condition of an observed status. */
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

    /**
     * Renders the condition for a status; empty texts are omitted, as in the reference operator.
     */
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

    /** Whether a condition of a status is equal apart from its time. */
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
