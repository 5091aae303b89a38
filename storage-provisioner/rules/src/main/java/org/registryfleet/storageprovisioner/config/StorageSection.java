package org.registryfleet.storageprovisioner.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The storage section of the Config's spec or status; both have the same schema. */
public record StorageSection(ObjectNode content) {

    private static final String MANAGEMENT_STATE = "managementState";

    /** The configured backends; valid only if there is exactly one. */
    public List<Backend> backends() {
        return Arrays.stream(Backend.values())
                .filter(backend -> content.hasNonNull(backend.member()))
                .toList();
    }

    /** Unknown fields, such as oss. */
    public List<String> unsupported() {
        var known = Arrays.stream(Backend.values()).map(Backend::member).toList();
        return content.properties().stream()
                .filter(entry -> !entry.getValue().isNull())
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals(MANAGEMENT_STATE) && !known.contains(name))
                .toList();
    }

    /** The settings of a backend; a missing node if it is not configured. */
    public JsonNode member(Backend backend) {
        return content.path(backend.member());
    }

    /** The name of the claim; empty if there is none. */
    public String claim() {
        return content.path(Backend.PVC.member()).path("claim").asText("");
    }

    /** The managementState of the storage; empty while undecided. */
    public String managementState() {
        return content.path(MANAGEMENT_STATE).asText("");
    }

    /** The title of the backend; empty unless there is exactly one. */
    public String kind() {
        var backends = backends();
        return backends.size() == 1 ? backends.getFirst().title() : "";
    }
}
