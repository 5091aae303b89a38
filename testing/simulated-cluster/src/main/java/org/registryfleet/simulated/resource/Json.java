package org.registryfleet.simulated.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads and writes JSON and YAML trees. */
public final class Json {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();

    private Json() {}

    /** A new empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The tree of this JSON text; fails with {@link IllegalArgumentException} when it is none. */
    public static JsonNode parse(byte[] json) {
        try {
            var node = JSON.readTree(json);
            if (node == null) {
                throw new IllegalArgumentException("empty");
            }
            return node;
        } catch (IOException failure) {
            throw new IllegalArgumentException(failure.getMessage(), failure);
        }
    }

    /** The object of this JSON text, which the caller knows to be one. */
    public static ObjectNode parseObject(byte[] json) {
        return (ObjectNode) parse(json);
    }

    /** The tree of this JSON text. */
    public static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException(failure.getOriginalMessage(), failure);
        }
    }

    /** The tree of this YAML text. */
    public static JsonNode yaml(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException(failure.getOriginalMessage(), failure);
        }
    }

    /** The object of this YAML text. */
    public static ObjectNode yamlObject(String yaml) {
        return (ObjectNode) yaml(yaml);
    }

    /** The JSON text of this tree, in UTF-8. */
    public static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The tree of a YAML resource that lies next to this class. */
    public static JsonNode resource(Class<?> owner, String name) {
        try (var in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing");
            }
            return YAML.readTree(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The text at this path below the node, or null where there is none. */
    public static @Nullable String text(JsonNode node, String... path) {
        var at = at(node, path);
        return at.isValueNode() && !at.isNull() ? at.asText() : null;
    }

    /** The node at this path, or a missing node. */
    public static JsonNode at(JsonNode node, String... path) {
        var at = node;
        for (var step : path) {
            at = at.path(step);
        }
        return at;
    }

    /** The object field of this name, which is made when it is not there. */
    public static ObjectNode child(ObjectNode parent, String field) {
        return parent.get(field) instanceof ObjectNode existing
                ? existing
                : parent.putObject(field);
    }
}
