package org.registryfleet.simulated;

import com.fasterxml.jackson.databind.JsonNode;

/** Names one object; the namespace is empty for cluster-scoped kinds. */
public record SimulatedObjectRef(String apiVersion, String kind, String namespace, String name) {

    /** Names a cluster-scoped object. */
    public static SimulatedObjectRef of(String apiVersion, String kind, String name) {
        return new SimulatedObjectRef(apiVersion, kind, "", name);
    }

    /** Names an object in a namespace. */
    public static SimulatedObjectRef of(
            String apiVersion, String kind, String namespace, String name) {
        return new SimulatedObjectRef(apiVersion, kind, namespace, name);
    }

    /** The name of this object. */
    public static SimulatedObjectRef to(JsonNode object) {
        var metadata = object.path("metadata");
        return new SimulatedObjectRef(
                object.path("apiVersion").asText(),
                object.path("kind").asText(),
                metadata.path("namespace").asText(),
                metadata.path("name").asText());
    }
}
