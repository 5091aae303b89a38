package org.registryfleet.scenarios.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the keys of one mapping strictly: what nobody asked for is an error in {@link #end}. */
public final class Fields {

    private final String file;
    private final String path;
    private final ObjectNode node;
    private final Set<String> asked = new LinkedHashSet<>();

    public Fields(String file, String path, @Nullable JsonNode node) {
        this.file = file;
        this.path = path;
        if (!(node instanceof ObjectNode object)) {
            throw new FormatException(file, path, "must be a mapping");
        }
        this.node = object;
    }

    /** The value of the key, or null when it is not there. */
    public @Nullable JsonNode optional(String key) {
        asked.add(key);
        return node.get(key);
    }

    public boolean has(String key) {
        return optional(key) != null;
    }

    public JsonNode required(String key) {
        var value = optional(key);
        if (value == null) {
            throw problem(key, "is missing");
        }
        return value;
    }

    public String text(String key) {
        var value = required(key);
        if (!value.isTextual()) {
            throw problem(key, "must be a text");
        }
        return value.textValue();
    }

    public @Nullable String optionalText(String key) {
        return has(key) ? text(key) : null;
    }

    public @Nullable Duration optionalSeconds(String key) {
        var value = optional(key);
        if (value == null) {
            return null;
        }
        if (!value.isNumber() || value.decimalValue().signum() < 0) {
            throw problem(key, "must be a number of seconds");
        }
        return Duration.ofMillis(
                value.decimalValue().multiply(BigDecimal.valueOf(1000)).longValue());
    }

    /** True when the key holds true; absent means false. */
    public boolean flag(String key) {
        var value = optional(key);
        if (value != null && !value.isBoolean()) {
            throw problem(key, "must be true or false");
        }
        return value != null && value.booleanValue();
    }

    public ObjectNode object(String key) {
        if (required(key) instanceof ObjectNode object) {
            return object;
        }
        throw problem(key, "must be a mapping");
    }

    /** The elements of the list under the key; absent means empty. */
    public List<JsonNode> list(String key) {
        var value = optional(key);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw problem(key, "must be a list");
        }
        var elements = new ArrayList<JsonNode>();
        value.forEach(elements::add);
        return List.copyOf(elements);
    }

    public Fields nested(String key) {
        return new Fields(file, pathOf(key), required(key));
    }

    public Fields element(String key, int index, JsonNode element) {
        return new Fields(file, pathOf(key) + "[" + index + "]", element);
    }

    /** The object reference under the key. */
    public ScenarioObjectRef ref(String key) {
        var fields = nested(key);
        var ref = fields.asRef();
        fields.end();
        return ref;
    }

    /** This mapping itself as an object reference. */
    public ScenarioObjectRef asRef() {
        return new ScenarioObjectRef(
                text("apiVersion"), text("kind"), optionalText("namespace"), text("name"));
    }

    public FormatException problem(String key, String text) {
        return new FormatException(file, pathOf(key), text);
    }

    /** The keys of this mapping. */
    public Set<String> keys() {
        var keys = new LinkedHashSet<String>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** Refuses keys that nobody has asked for. */
    public void end() {
        for (var key : keys()) {
            if (!asked.contains(key)) {
                throw problem(key, "is unknown here; known are " + asked);
            }
        }
    }

    private String pathOf(String key) {
        if (key.isEmpty()) {
            return path;
        }
        return path.isEmpty() ? key : path + "." + key;
    }
}
