package org.registryfleet.statusreporter.service.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.registryfleet.events.StorageProvisioned;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which storage a result of the storage stage has in force, as kind and name; two are the same
 * storage when these are. As in the reference the name is that of the bucket, container or claim.
 */
final class AppliedStorageName {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AppliedStorageName() {}

    /** Empty when nothing is in force. */
    static String of(StorageProvisioned result) {
        return kinds(json(result.getStatusStorage()))
                .map(kind -> kind.getKey() + " " + name(kind.getValue()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Stream<Map.Entry<String, JsonNode>> kinds(JsonNode storage) {
        return storage.properties().stream().filter(entry -> entry.getValue().isObject());
    }

    private static String name(JsonNode kind) {
        return Stream.of("bucket", "container", "claim")
                .map(field -> kind.path(field).asText(""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(
                    "a result of the storage stage has no JSON in statusStorage", unreadable);
        }
    }
}
