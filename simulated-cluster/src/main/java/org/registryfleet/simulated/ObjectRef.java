package org.registryfleet.simulated;

import com.fasterxml.jackson.databind.JsonNode;

/** Names one object; the namespace is empty for cluster-scoped kinds. */
public record ObjectRef(String apiVersion, String kind, String namespace, String name) {

    /** Names a cluster-scoped object. */
    public static ObjectRef of(String apiVersion, String kind, String name) {
        return new ObjectRef(apiVersion, kind, "", name);
    }

    /** Names an object in a namespace. */
    public static ObjectRef of(String apiVersion, String kind, String namespace, String name) {
        return new ObjectRef(apiVersion, kind, namespace, name);
    }

    /** The name of this object. */
    public static ObjectRef to(JsonNode object) {
        var metadata = object.path("metadata");
        return new ObjectRef(
                object.path("apiVersion").asText(),
                object.path("kind").asText(),
                metadata.path("namespace").asText(),
                metadata.path("name").asText());
    }
}
