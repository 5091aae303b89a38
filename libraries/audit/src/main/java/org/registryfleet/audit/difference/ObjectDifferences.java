package org.registryfleet.audit.difference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Computes the field changes between two JSON trees. Elements of a list that carry a key ({@code
 * type}, {@code name}) are matched by that key, other elements by index; numbers compare by value.
 */
public final class ObjectDifferences {

    private static final List<String> KEYS = List.of("type", "name", "key");

    /** Bookkeeping of the API server, which changes with every write and carries no information. */
    private static final Set<String> BOOKKEEPING =
            Set.of("metadata.resourceVersion", "metadata.managedFields");

    private final List<FieldChange> found = new ArrayList<>();

    private ObjectDifferences() {}

    /** The differing fields, ordered by path. */
    public static List<FieldChange> between(JsonNode before, JsonNode after) {
        var differences = new ObjectDifferences();
        differences.compare("", before, after);
        return List.copyOf(differences.found);
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (before instanceof ObjectNode old && after instanceof ObjectNode now) {
            objects(path, old, now);
        } else if (before instanceof ArrayNode old && after instanceof ArrayNode now) {
            lists(path, old, now);
        } else if (!isSame(before, after) && !BOOKKEEPING.contains(path)) {
            found.add(new FieldChange(path, present(before), present(after)));
        }
    }

    private void objects(String path, ObjectNode before, ObjectNode after) {
        var names = new TreeSet<String>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            compare(path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name));
        }
    }

    private void lists(String path, ArrayNode before, ArrayNode after) {
        var old = keyed(before);
        var now = keyed(after);
        if (old == null || now == null) {
            byIndex(path, before, after);
            return;
        }
        var keys = new LinkedHashSet<>(old.keySet());
        keys.addAll(now.keySet());
        for (var key : keys) {
            compare(
                    path + "[" + key + "]",
                    old.getOrDefault(key, before.path(-1)),
                    now.getOrDefault(key, after.path(-1)));
        }
    }

    private void byIndex(String path, ArrayNode before, ArrayNode after) {
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            compare(path + "[" + i + "]", before.path(i), after.path(i));
        }
    }

    /** The elements by key; null when a key is missing or not unique. */
    private static @Nullable Map<String, JsonNode> keyed(ArrayNode list) {
        for (var field : KEYS) {
            var elements = new LinkedHashMap<String, JsonNode>();
            list.forEach(
                    element -> {
                        if (element.path(field).isTextual()) {
                            elements.put(element.path(field).textValue(), element);
                        }
                    });
            if (elements.size() == list.size()) {
                return elements;
            }
        }
        return null;
    }

    private static boolean isSame(JsonNode before, JsonNode after) {
        if (before.isNumber() && after.isNumber()) {
            return before.decimalValue().compareTo(after.decimalValue()) == 0;
        }
        return isAbsent(before) ? isAbsent(after) : before.equals(after);
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static @Nullable JsonNode present(JsonNode node) {
        return isAbsent(node) ? null : node;
    }
}
