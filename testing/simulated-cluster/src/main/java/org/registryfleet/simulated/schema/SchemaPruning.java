package org.registryfleet.simulated.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Set;

/** Removes fields that a schema does not name, and nulls where it does not allow them. */
final class SchemaPruning {
    private static final Set<String> ALWAYS = Set.of("apiVersion", "kind", "metadata");

    private SchemaPruning() {}

    static void pruneRoot(JsonNode schema, ObjectNode object) {
        pruneObject(schema, object, ALWAYS);
    }

    private static void prune(JsonNode schema, JsonNode value) {
        switch (value) {
            case ObjectNode object ->
                    pruneObject(
                            schema,
                            object,
                            schema.path("x-kubernetes-embedded-resource").asBoolean()
                                    ? ALWAYS
                                    : Set.of());
            case ArrayNode list -> list.forEach(item -> prune(schema.path("items"), item));
            case JsonNode scalar -> {}
        }
    }

    private static void pruneObject(JsonNode schema, ObjectNode object, Set<String> kept) {
        var keepsUnknown = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        var names = object.properties().stream().map(Map.Entry::getKey).toList();
        for (var name : names) {
            var own = fieldSchema(schema, name);
            var value = object.path(name);
            if (kept.contains(name)) {
                continue;
            }
            if (own.isMissingNode()) {
                if (!keepsUnknown) {
                    object.remove(name);
                }
            } else if (value.isNull() && !own.path("nullable").asBoolean()) {
                object.remove(name);
            } else if (own.isObject()) {
                prune(own, value);
            }
        }
    }

    /**
     * The schema of a field; of a map, the one of its values; missing when the field is unknown.
     */
    static JsonNode fieldSchema(JsonNode schema, String name) {
        var own = schema.path("properties").path(name);
        return own.isMissingNode() ? schema.path("additionalProperties") : own;
    }
}
