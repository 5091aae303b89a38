package org.registryfleet.clusterwatcher.content;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Field managers of an object, from its managedFields. */
final class FieldManagers {

    private FieldManagers() {}

    /** Distinct names, most recent writer first. */
    static List<String> of(JsonNode object) {
        var entries = new ArrayList<JsonNode>();
        object.at("/metadata/managedFields").forEach(entries::add);
        entries.sort(
                Comparator.comparing((JsonNode entry) -> entry.path("time").asText()).reversed());
        return entries.stream()
                .map(entry -> entry.path("manager").asText())
                .filter(manager -> !manager.isEmpty())
                .distinct()
                .toList();
    }
}
