package org.registryfleet.clusterobjects.ownership;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The leaves of an object's {@code managedFields} as JSON pointers, by manager. A list element
 * identified by its keys is mapped to its current index.
 */
public final class OwnedFields {

    /**
     * Field manager of the fleet as a whole. A service writes as {@code registry-fleet-<service>};
     * releases before wrote as the first word of their User-Agent, which was this one.
     */
    public static final String FLEET = "registry-fleet";

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, List<String>> byManager = new TreeMap<>();

    private OwnedFields() {}

    /** The fields of all managers. */
    public static OwnedFields of(JsonNode object) {
        var owned = new OwnedFields();
        for (var entry : object.at("/metadata/managedFields")) {
            owned.take(entry, object);
        }
        return owned;
    }

    /**
     * The fields of other managers in the subresources that the fleet has written as well; empty
     * when it has written none.
     */
    public static OwnedFields ofOthers(JsonNode object) {
        var parts = new HashSet<String>();
        var entries = object.at("/metadata/managedFields");
        for (var entry : entries) {
            if (isFleet(entry)) {
                parts.add(entry.path("subresource").asText(""));
            }
        }
        var owned = new OwnedFields();
        for (var entry : entries) {
            if (!isFleet(entry) && parts.contains(entry.path("subresource").asText(""))) {
                owned.take(entry, object);
            }
        }
        return owned;
    }

    /** JSON pointers by manager. */
    public Map<String, List<String>> byManager() {
        return byManager;
    }

    /** The manager that owns the field, a part of it, or a field that contains it. */
    public Optional<String> owner(String pointer) {
        return byManager.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(f -> overlap(f, pointer)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean isFleet(JsonNode entry) {
        var manager = entry.path("manager").asText();
        return manager.equals(FLEET) || manager.startsWith(FLEET + "-");
    }

    private static boolean overlap(String field, String pointer) {
        return field.equals(pointer)
                || field.startsWith(pointer + "/")
                || pointer.startsWith(field + "/");
    }

    /** The leaves of one entry. */
    static List<String> leaves(JsonNode entry, JsonNode object) {
        var fields = new ArrayList<String>();
        collect(entry.path("fieldsV1"), object, "", fields);
        return fields;
    }

    private void take(JsonNode entry, JsonNode object) {
        var fields = leaves(entry, object);
        if (!fields.isEmpty()) {
            var manager = isFleet(entry) ? FLEET : entry.path("manager").asText("unknown");
            byManager.computeIfAbsent(manager, _ -> new ArrayList<>()).addAll(fields);
        }
    }

    private static void collect(JsonNode set, JsonNode value, String pointer, List<String> fields) {
        var isLeaf = true;
        for (var member : set.properties()) {
            var step = step(member.getKey(), value);
            if (step != null) {
                isLeaf = false;
                collect(member.getValue(), step.value(), pointer + "/" + step.name(), fields);
            }
        }
        if (isLeaf && !pointer.isEmpty()) {
            fields.add(pointer);
        }
    }

    private record Step(String name, JsonNode value) {}

    /**
     * The child a member of a field set refers to; null for the field itself and for set values.
     */
    private static @Nullable Step step(String member, JsonNode value) {
        if (member.startsWith("f:")) {
            var name = member.substring(2);
            return new Step(name.replace("~", "~0").replace("/", "~1"), value.path(name));
        }
        if (member.startsWith("k:")) {
            return element(keys(member.substring(2)), value);
        }
        return null;
    }

    private static @Nullable Step element(JsonNode keys, JsonNode list) {
        for (var index = 0; index < list.size(); index++) {
            var element = list.path(index);
            if (keys.properties().stream()
                    .allMatch(key -> element.path(key.getKey()).equals(key.getValue()))) {
                return new Step(Integer.toString(index), element);
            }
        }
        return null;
    }

    private static JsonNode keys(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException unknown) {
            return JSON.createObjectNode();
        }
    }
}
