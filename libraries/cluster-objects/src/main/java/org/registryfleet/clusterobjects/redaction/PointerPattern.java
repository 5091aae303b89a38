package org.registryfleet.clusterobjects.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A JSON pointer pattern for objects of one kind, written {@code Kind:/json/pointer}; {@code *}
 * matches every field or element. The kind {@code *} matches all kinds.
 */
public record PointerPattern(String kind, List<String> segments) {

    public PointerPattern {
        segments = List.copyOf(segments);
    }

    public static PointerPattern parse(String text) {
        var parts = text.split(":", 2);
        if (parts.length != 2 || parts[0].isBlank() || !parts[1].startsWith("/")) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is not a place: write Kind:/json/pointer, for example"
                            + " Secret:/data/*");
        }
        var segments =
                Arrays.stream(parts[1].substring(1).split("/", -1))
                        .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                        .toList();
        return new PointerPattern(parts[0], segments);
    }

    /** Replaces every scalar at or below the matched places; empty strings and nulls stay. */
    void replaceIn(ObjectNode object, UnaryOperator<String> replacement) {
        if (kind.equals("*") || kind.equals(object.path("kind").asText())) {
            descend(object, 0, replacement);
        }
    }

    private void descend(JsonNode node, int depth, UnaryOperator<String> replacement) {
        if (depth == segments.size()) {
            replaceBelow(node, replacement);
            return;
        }
        var segment = segments.get(depth);
        var last = depth == segments.size() - 1;
        switch (node) {
            case ObjectNode object ->
                    object.properties().stream()
                            .filter(field -> segment.equals("*") || segment.equals(field.getKey()))
                            .toList()
                            .forEach(
                                    field -> {
                                        if (last && field.getValue().isValueNode()) {
                                            field.setValue(replaced(field.getValue(), replacement));
                                        } else {
                                            descend(field.getValue(), depth + 1, replacement);
                                        }
                                    });
            case ArrayNode array -> {
                for (var i = 0; i < array.size(); i++) {
                    if (!segment.equals("*") && !segment.equals(Integer.toString(i))) {
                        continue;
                    }
                    if (last && array.get(i).isValueNode()) {
                        array.set(i, replaced(array.get(i), replacement));
                    } else {
                        descend(array.get(i), depth + 1, replacement);
                    }
                }
            }
            default -> {}
        }
    }

    private static void replaceBelow(JsonNode node, UnaryOperator<String> replacement) {
        new PointerPattern("*", List.of("*")).descend(node, 0, replacement);
    }

    static JsonNode replaced(JsonNode value, UnaryOperator<String> replacement) {
        return value.isNull() || value.asText().isEmpty()
                ? value
                : TextNode.valueOf(replacement.apply(value.asText()));
    }
}
