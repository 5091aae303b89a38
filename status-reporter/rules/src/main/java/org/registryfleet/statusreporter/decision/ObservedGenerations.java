package org.registryfleet.statusreporter.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.statusreporter.upstream.RegistryResult;
import org.registryfleet.statusreporter.upstream.RegistryResult.AppliedGeneration;

import java.util.LinkedHashMap;
import java.util.List;

/** The Config's {@code status.generations}; an entry is kept after its object is gone. */
final class ObservedGenerations {

    private ObservedGenerations() {}

    static ArrayNode merge(JsonNode observed, StatusContext context) {
        var pending = new LinkedHashMap<List<String>, AppliedGeneration>();
        context.registry().map(RegistryResult::generations).orElse(List.of()).stream()
                .forEach(applied -> pending.put(key(applied), applied));
        var merged = JsonNodeFactory.instance.arrayNode();
        for (var json : observed) {
            var applied = pending.remove(key(json));
            merged.add(applied == null || isSame(json, applied) ? json : json(applied));
        }
        pending.values().forEach(applied -> merged.add(json(applied)));
        return merged;
    }

    private static boolean isSame(JsonNode json, AppliedGeneration applied) {
        return json.path("lastGeneration").asLong(0) == applied.lastGeneration();
    }

    private static List<String> key(AppliedGeneration applied) {
        return List.of(applied.group(), applied.resource(), applied.namespace(), applied.name());
    }

    private static List<String> key(JsonNode json) {
        return List.of(
                json.path("group").asText(""),
                json.path("resource").asText(""),
                json.path("namespace").asText(""),
                json.path("name").asText(""));
    }

    private static ObjectNode json(AppliedGeneration applied) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("group", applied.group())
                .put("resource", applied.resource())
                .put("namespace", applied.namespace())
                .put("name", applied.name())
                .put("lastGeneration", applied.lastGeneration());
    }
}
