package org.registryfleet.scenarios.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/** Removes what the API server writes into metadata. */
final class Metadata {

    private static final List<String> SERVER_MADE =
            List.of(
                    "uid",
                    "resourceVersion",
                    "creationTimestamp",
                    "deletionGracePeriodSeconds",
                    "generation",
                    "managedFields",
                    "selfLink");

    private static final List<String> EMPTY_IS_ABSENT =
            List.of("annotations", "labels", "finalizers", "ownerReferences");

    private Metadata() {}

    static void normalise(ObjectNode object) {
        if (!(object.get("metadata") instanceof ObjectNode metadata)) {
            return;
        }
        metadata.remove(SERVER_MADE);
        if (metadata.has("deletionTimestamp")) {
            metadata.put("deletionTimestamp", "<set>");
        }
        for (var owner : metadata.path("ownerReferences")) {
            if (owner instanceof ObjectNode reference) {
                reference.remove("uid");
            }
        }
        if (metadata.get("finalizers") instanceof ArrayNode finalizers) {
            removeProtection(finalizers);
        }
        EMPTY_IS_ABSENT.forEach(key -> removeIfEmpty(metadata, key));
    }

    /** The protection of claims is set by the API server and says nothing about the operator. */
    private static void removeProtection(ArrayNode finalizers) {
        for (int i = finalizers.size() - 1; i >= 0; i--) {
            if (finalizers.path(i).asText().equals("kubernetes.io/pvc-protection")) {
                finalizers.remove(i);
            }
        }
    }

    static void removeIfEmpty(ObjectNode parent, String key) {
        JsonNode value = parent.get(key);
        if (value != null && value.isContainerNode() && value.isEmpty()) {
            parent.remove(key);
        }
    }
}
