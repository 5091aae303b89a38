package org.registryfleet.simulated.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;

import java.util.function.Consumer;

/** Sets fields that are not there yet. */
final class Presets {
    private Presets() {}

    static void text(ObjectNode object, String field, String value) {
        var present = object.path(field);
        if (present.isMissingNode()
                || present.isNull()
                || (present.isTextual() && present.asText().isEmpty())) {
            object.put(field, value);
        }
    }

    static void number(ObjectNode object, String field, int value) {
        if (!object.hasNonNull(field)) {
            object.put(field, value);
        }
    }

    static void flag(ObjectNode object, String field, boolean value) {
        if (!object.hasNonNull(field)) {
            object.put(field, value);
        }
    }

    static ObjectNode object(ObjectNode object, String field) {
        return Json.child(object, field);
    }

    /** Does something with each object of a list. */
    static void each(JsonNode list, Consumer<ObjectNode> action) {
        for (var item : list) {
            if (item instanceof ObjectNode object) {
                action.accept(object);
            }
        }
    }

    /** Does something with the object field, if it is there. */
    static void ifObject(JsonNode parent, String field, Consumer<ObjectNode> action) {
        if (parent.path(field) instanceof ObjectNode object) {
            action.accept(object);
        }
    }
}
