package org.registryfleet.simulated.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Sets the defaults of a schema wherever their parent object exists. */
final class SchemaDefaults {
    private SchemaDefaults() {}

    static void apply(JsonNode schema, JsonNode value) {
        switch (value) {
            case ObjectNode object -> {
                for (var property : schema.path("properties").properties()) {
                    var preset = property.getValue().get("default");
                    if (preset != null && !object.has(property.getKey())) {
                        object.set(property.getKey(), preset.deepCopy());
                    }
                }
                for (var field : object.properties()) {
                    apply(SchemaPruning.fieldSchema(schema, field.getKey()), field.getValue());
                }
            }
            case ArrayNode list -> list.forEach(item -> apply(schema.path("items"), item));
            case JsonNode scalar -> {}
        }
    }
}
