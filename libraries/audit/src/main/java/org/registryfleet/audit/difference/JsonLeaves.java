package org.registryfleet.audit.difference;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** Flattens a JSON tree into its leaf values, each with its path. */
public final class JsonLeaves {

    private final List<FieldChange> found = new ArrayList<>();

    private JsonLeaves() {}

    /**
     * Every value that is not an object. Lists count as values; a condition is represented by its
     * status.
     */
    public static List<FieldChange> of(JsonNode tree) {
        var leaves = new JsonLeaves();
        leaves.collect("", tree);
        return List.copyOf(leaves.found);
    }

    private void collect(String path, JsonNode node) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(
                            field ->
                                    collect(
                                            path.isEmpty()
                                                    ? field.getKey()
                                                    : path + "." + field.getKey(),
                                            field.getValue()));
        } else if (path.endsWith("conditions") && node.isArray()) {
            node.forEach(one -> condition(path, one));
        } else {
            found.add(new FieldChange(path, null, node));
        }
    }

    private void condition(String path, JsonNode condition) {
        var name = condition.path("type").asText();
        found.add(new FieldChange(path + "[" + name + "]", null, condition.path("status")));
    }
}
