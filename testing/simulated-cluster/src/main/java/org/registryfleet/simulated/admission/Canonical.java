package org.registryfleet.simulated.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.failure.ApiFailure;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.Quantity;
import org.registryfleet.simulated.resource.ResourceType;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The form in which the real server stores what it decodes into typed structures: nulls, empty
 * lists and empty maps are dropped, quantities have one notation, secrets carry no stringData.
 */
final class Canonical {
    /** Maps, which vanish when empty; other objects are structures, which stay. */
    private static final Set<String> MAPS =
            Set.of(
                    "labels",
                    "annotations",
                    "matchLabels",
                    "nodeSelector",
                    "data",
                    "binaryData",
                    "stringData",
                    "limits",
                    "requests",
                    "parameters",
                    "capacity",
                    "allocatable");

    private static final Set<String> QUANTITIES =
            Set.of("limits", "requests", "capacity", "allocatable", "hard", "used");

    private Canonical() {}

    static void apply(ResourceType type, ObjectNode object) {
        if (type.isCustom()) {
            metadata(Json.child(object, "metadata"));
            return;
        }
        clean(object);
        Json.child(object, "metadata");
        if (type.kind().equals("Service")) {
            Presets.ifObject(object, "spec", spec -> dropIfEmpty(spec, "selector"));
        }
    }

    private static void metadata(ObjectNode metadata) {
        clean(metadata);
    }

    private static void clean(JsonNode node) {
        switch (node) {
            case ObjectNode object -> {
                var names = object.properties().stream().map(Map.Entry::getKey).toList();
                names.forEach(name -> cleanField(object, name));
            }
            case ArrayNode list -> list.forEach(Canonical::clean);
            case JsonNode scalar -> {}
        }
    }

    private static void cleanField(ObjectNode parent, String name) {
        var value = parent.path(name);
        var emptyList = value.isArray() && value.isEmpty();
        var emptyMap = MAPS.contains(name) && value.isObject() && value.isEmpty();
        if (value.isNull() || emptyList || emptyMap) {
            parent.remove(name);
            return;
        }
        if (QUANTITIES.contains(name) && value instanceof ObjectNode amounts) {
            amounts(amounts);
        } else if (!MAPS.contains(name)) {
            clean(value);
        } else if (value instanceof ObjectNode map) {
            texts(name, map);
        }
    }

    private static void texts(String field, ObjectNode map) {
        map.properties().removeIf(entry -> entry.getValue().isNull());
        for (var entry : map.properties()) {
            if (!entry.getValue().isTextual()) {
                throw ApiFailure.badRequest(
                        "json: cannot unmarshal "
                                + entry.getValue().getNodeType().name().toLowerCase(Locale.ROOT)
                                + " into Go struct field ."
                                + field
                                + " of type string");
            }
        }
    }

    private static void amounts(ObjectNode amounts) {
        for (var amount : amounts.properties()) {
            if (amount.getValue().isValueNode()) {
                Quantity.parse(amount.getValue().asText())
                        .ifPresent(quantity -> amounts.put(amount.getKey(), quantity.canonical()));
            }
        }
    }

    private static void dropIfEmpty(ObjectNode parent, String field) {
        if (parent.has(field) && parent.path(field).isEmpty()) {
            parent.remove(field);
        }
    }
}
