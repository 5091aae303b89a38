package org.registryfleet.inventory.source;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Map;
import java.util.TreeMap;

/**
 * An object of a hub, without the data of Secrets.
 *
 * @param body of a Secret empty
 * @param access what a Secret's credential is like; of others nothing
 */
public record HubObject(
        String kind,
        String namespace,
        String name,
        Map<String, String> labels,
        JsonNode body,
        SecretContents access) {

    /** Of an object as the API server sends it; of a Secret only the metadata is kept. */
    public static HubObject of(String kind, JsonNode object, SecretContents access) {
        var metadata = object.path("metadata");
        var labels = new TreeMap<String, String>();
        metadata.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new HubObject(
                kind,
                metadata.path("namespace").asText(),
                metadata.path("name").asText(),
                labels,
                kind.equals("Secret") ? object.path("-") : object,
                access);
    }

    /** Unique within its kind. */
    public String key() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    /** For people and for records: kind and key. */
    public String ref() {
        return kind + " " + key();
    }
}
