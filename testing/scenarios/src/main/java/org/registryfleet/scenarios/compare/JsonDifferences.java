package org.registryfleet.scenarios.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.format.ScenarioObjectRef;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Collects the differences of two values. List elements are matched by their name or type where
 * they have one, so that one missing variable is one difference; their order counts, too.
 */
final class JsonDifferences {

    private static final List<String> ELEMENT_KEYS =
            List.of("name", "type", "mountPath", "topologyKey", "key");
    private static final int LONGEST_VALUE = 200;

    private final ScenarioObjectRef ref;
    private final List<Difference> differences = new ArrayList<>();

    private JsonDifferences(ScenarioObjectRef ref) {
        this.ref = ref;
    }

    static List<Difference> between(ScenarioObjectRef ref, JsonNode expected, JsonNode found) {
        var collector = new JsonDifferences(ref);
        collector.compare("", expected, found);
        return collector.differences;
    }

    private void compare(String path, JsonNode expected, JsonNode found) {
        if (expected.equals(found)) {
            return;
        }
        if (expected instanceof ObjectNode e && found instanceof ObjectNode f) {
            var keys = new LinkedHashSet<String>();
            e.fieldNames().forEachRemaining(keys::add);
            f.fieldNames().forEachRemaining(keys::add);
            for (var key : keys) {
                compare(join(path, key), e.path(key), f.path(key));
            }
        } else if (expected instanceof ArrayNode e && found instanceof ArrayNode f) {
            lists(path, e, f);
        } else {
            add(path, expected, found);
        }
    }

    private void lists(String path, ArrayNode expected, ArrayNode found) {
        var key = elementKey(expected, found);
        if (key.isPresent()) {
            keyedLists(path, byKey(expected, key.get()), byKey(found, key.get()));
            return;
        }
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            compare(path + "[" + i + "]", expected.path(i), found.path(i));
        }
    }

    private void keyedLists(
            String path, Map<String, JsonNode> expected, Map<String, JsonNode> found) {
        var before = differences.size();
        var keys = new LinkedHashSet<>(expected.keySet());
        keys.addAll(found.keySet());
        var missing = MissingNode.getInstance();
        for (var key : keys) {
            compare(
                    path + "[" + key + "]",
                    expected.getOrDefault(key, missing),
                    found.getOrDefault(key, missing));
        }
        if (differences.size() == before) {
            differences.add(
                    new Difference(
                            ref,
                            path,
                            "the order " + expected.keySet(),
                            found.keySet().toString()));
        }
    }

    private static Optional<String> elementKey(ArrayNode expected, ArrayNode found) {
        return ELEMENT_KEYS.stream()
                .filter(key -> Stream.of(expected, found).allMatch(list -> identifies(key, list)))
                .findFirst();
    }

    private static boolean identifies(String key, ArrayNode list) {
        for (var element : list) {
            if (!element.path(key).isTextual()) {
                return false;
            }
        }
        return byKey(list, key).size() == list.size();
    }

    private static Map<String, JsonNode> byKey(ArrayNode list, String key) {
        var elements = new LinkedHashMap<String, JsonNode>();
        list.forEach(element -> elements.put(element.path(key).asText(), element));
        return elements;
    }

    private void add(String path, JsonNode expected, JsonNode found) {
        differences.add(new Difference(ref, path, shown(path, expected), shown(path, found)));
    }

    /** Values of secrets are never shown: a run may be against a real cluster. */
    private String shown(String path, JsonNode value) {
        if (value.isMissingNode()) {
            return "nothing";
        }
        if (ref.kind().equals("Secret") && path.startsWith("stringData")) {
            return value.isTextual() ? "a text of " + value.textValue().length() : "secret data";
        }
        var text = value.isTextual() ? "\"" + value.textValue() + "\"" : value.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
