package org.registryfleet.scenarios.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * Replaces the tokens of a body: {@code $generation}, {@code $now} and, inside of texts, {@code
 * <private-key>}.
 *
 * @param generation asked only when the body needs it
 * @param privateKey a PEM key with line ends written as a backslash and an n
 */
public record Tokens(LongSupplier generation, Instant now, String privateKey) {

    /** Stands for a generated key inside of a text. */
    public static final String PRIVATE_KEY = "<private-key>";

    /** A copy of the body without tokens. */
    public JsonNode resolve(JsonNode body) {
        return switch (body) {
            case ObjectNode object -> {
                var copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(e -> copy.set(e.getKey(), resolve(e.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> copy.add(resolve(element)));
                yield copy;
            }
            case JsonNode value when value.isTextual() -> text(value.textValue());
            case JsonNode value -> value;
        };
    }

    private JsonNode text(String text) {
        var nodes = JsonNodeFactory.instance;
        return switch (text) {
            case "$generation" -> nodes.numberNode(generation.getAsLong());
            case "$now" -> nodes.textNode(now.truncatedTo(ChronoUnit.SECONDS).toString());
            case String other -> nodes.textNode(other.replace(PRIVATE_KEY, privateKey));
        };
    }
}
