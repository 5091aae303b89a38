package org.registryfleet.simulated.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.List;

/**
 * JSON patch (RFC 6902). An operation that does not apply fails with {@link
 * IllegalArgumentException}.
 */
public final class JsonPatch {
    private JsonPatch() {}

    /** The target after all operations; the target itself may have changed. */
    public static JsonNode apply(JsonNode target, JsonNode operations) {
        for (var operation : operations) {
            one(target, operation);
        }
        return target;
    }

    private static void one(JsonNode target, JsonNode operation) {
        var path = steps(operation.path("path").asText());
        switch (operation.path("op").asText()) {
            case "add" -> add(target, path, required(operation, "value").deepCopy());
            case "remove" -> remove(target, path);
            case "replace" -> {
                remove(target, path);
                add(target, path, required(operation, "value").deepCopy());
            }
            case "move" -> add(target, path, remove(target, from(operation)));
            case "copy" -> add(target, path, find(target, from(operation)).deepCopy());
            case "test" -> test(find(target, path), required(operation, "value"));
            case String other ->
                    throw new IllegalArgumentException("unexpected operation " + other);
        }
    }

    private static void test(JsonNode actual, JsonNode expected) {
        if (!actual.equals(expected)) {
            throw new IllegalArgumentException("testing value failed");
        }
    }

    private static List<String> from(JsonNode operation) {
        return steps(required(operation, "from").asText());
    }

    private static JsonNode required(JsonNode operation, String field) {
        if (!operation.has(field)) {
            throw new IllegalArgumentException("operation without " + field);
        }
        return operation.get(field);
    }

    private static List<String> steps(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("unsupported path \"" + path + "\"");
        }
        return Arrays.stream(path.substring(1).split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    private static JsonNode find(JsonNode target, List<String> path) {
        var at = target;
        for (var step : path) {
            at = at instanceof ArrayNode list ? list.path(index(list, step)) : at.path(step);
            if (at.isMissingNode()) {
                throw new IllegalArgumentException(
                        "doc is missing path: /" + String.join("/", path));
            }
        }
        return at;
    }

    private static void add(JsonNode target, List<String> path, JsonNode value) {
        var last = path.getLast();
        switch (find(target, path.subList(0, path.size() - 1))) {
            case ArrayNode list when last.equals("-") -> list.add(value);
            case ArrayNode list when index(list, last) <= list.size() ->
                    list.insert(index(list, last), value);
            case ObjectNode object -> object.set(last, value);
            case JsonNode other ->
                    throw new IllegalArgumentException("cannot add to " + other.getNodeType());
        }
    }

    private static JsonNode remove(JsonNode target, List<String> path) {
        var removed = find(target, path);
        var last = path.getLast();
        switch (find(target, path.subList(0, path.size() - 1))) {
            case ArrayNode list -> list.remove(index(list, last));
            case ObjectNode object -> object.remove(last);
            case JsonNode other ->
                    throw new IllegalArgumentException("cannot remove from " + other.getNodeType());
        }
        return removed;
    }

    private static int index(ArrayNode list, String step) {
        if (!step.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(
                    "no index: " + step + " in a list of " + list.size());
        }
        return Integer.parseInt(step);
    }
}
