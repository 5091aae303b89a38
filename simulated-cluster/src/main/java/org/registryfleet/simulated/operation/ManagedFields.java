package org.registryfleet.simulated.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;

/**
 * Notes who has written an object: one entry for each manager and part, the latest writer last.
 * Field sets are coarse: they name the top-level fields that the last write has changed.
 */
final class ManagedFields {
    private static final String FIELD = "managedFields";

    private ManagedFields() {}

    static void note(ObjectNode old, ObjectNode next, Part part, String manager, String now) {
        var metadata = Json.child(next, "metadata");
        var others = Json.object().arrayNode();
        for (var entry : metadata.path(FIELD)) {
            if (!isOf(entry, part, manager)) {
                others.add(entry);
            }
        }
        others.add(entry(old, next, part, manager).put("time", now));
        metadata.set(FIELD, others);
    }

    private static ObjectNode entry(ObjectNode old, ObjectNode next, Part part, String manager) {
        var entry = Json.object().put("manager", manager).put("operation", "Update");
        entry.set("apiVersion", next.path("apiVersion"));
        entry.put("fieldsType", "FieldsV1");
        var fields = entry.putObject("fieldsV1");
        for (var field : next.properties()) {
            if (!field.getValue().equals(old.path(field.getKey()))) {
                fields.putObject("f:" + field.getKey());
            }
        }
        if (part == Part.STATUS) {
            entry.put("subresource", "status");
        }
        return entry;
    }

    private static boolean isOf(JsonNode entry, Part part, String manager) {
        var entryPart = entry.has("subresource") ? Part.STATUS : Part.MAIN;
        return entryPart == part && entry.path("manager").asText().equals(manager);
    }
}
