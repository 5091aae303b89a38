package org.registryfleet.statusreporter.service.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.registryfleet.events.StorageProvisioned;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kind and name of the storage that a storage result has applied; two results refer to the same
 * storage when these are equal. As in the reference operator, the name is that of the bucket,
 * container or claim.
 */
final class AppliedStorageName {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AppliedStorageName() {}

    /** Empty if no storage is applied. */
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
