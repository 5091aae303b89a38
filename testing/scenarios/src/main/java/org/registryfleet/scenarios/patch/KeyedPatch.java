package org.registryfleet.scenarios.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.regex.Pattern;

/**
 * A JSON merge patch (RFC 7386) that can also reach into lists, so that one names only what counts:
 * a mapping whose keys are all like {@code [type=Degraded]} patches the list elements with that
 * value; null removes the element, one that is not found is added at the end.
 */
public final class KeyedPatch {

    private static final Pattern ELEMENT = Pattern.compile("\\[([^=\\[\\]]+)=(.*)]");

    private KeyedPatch() {}

    /** A patched copy. */
    public static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch.deepCopy();
        }
        if (isKeyed(changes)) {
            return applyToList(target, changes);
        }
        var result =
                target instanceof ObjectNode object
                        ? object.deepCopy()
                        : JsonNodeFactory.instance.objectNode();
        for (var change : changes.properties()) {
            if (change.getValue().isNull()) {
                result.remove(change.getKey());
            } else {
                result.set(change.getKey(), apply(result.path(change.getKey()), change.getValue()));
            }
        }
        return result;
    }

    private static boolean isKeyed(ObjectNode changes) {
        return !changes.isEmpty()
                && changes.properties().stream()
                        .allMatch(e -> ELEMENT.matcher(e.getKey()).matches());
    }

    private static JsonNode applyToList(JsonNode target, ObjectNode changes) {
        var list =
                target instanceof ArrayNode array
                        ? array.deepCopy()
                        : JsonNodeFactory.instance.arrayNode();
        for (var change : changes.properties()) {
            var matcher = ELEMENT.matcher(change.getKey());
            if (matcher.matches()) {
                element(list, matcher.group(1), matcher.group(2), change.getValue());
            }
        }
        return list;
    }

    private static void element(ArrayNode list, String key, String value, JsonNode change) {
        var index = indexOf(list, key, value);
        if (change.isNull()) {
            if (index >= 0) {
                list.remove(index);
            }
        } else if (index >= 0) {
            list.set(index, apply(list.path(index), change));
        } else {
            var added = JsonNodeFactory.instance.objectNode().put(key, value);
            list.add(apply(added, change));
        }
    }

    private static int indexOf(ArrayNode list, String key, String value) {
        for (int i = 0; i < list.size(); i++) {
            if (list.path(i).path(key).asText().equals(value)) {
                return i;
            }
        }
        return -1;
    }
}
