package org.registryfleet.storageprovisioner.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A storage section, of the Config's spec or of its status; both have the same schema. */
public record StorageSection(ObjectNode content) {

    private static final String MANAGEMENT_STATE = "managementState";

    /** The backends that are configured; exactly one is right. */
    public List<Backend> backends() {
        return Arrays.stream(Backend.values())
                .filter(backend -> content.hasNonNull(backend.member()))
                .toList();
    }

    /** Members that no backend here stands for, such as oss. */
    public List<String> unsupported() {
        var known = Arrays.stream(Backend.values()).map(Backend::member).toList();
        return content.properties().stream()
                .filter(entry -> !entry.getValue().isNull())
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals(MANAGEMENT_STATE) && !known.contains(name))
                .toList();
    }

    /** The settings of a backend; missing when it is not configured. */
    public JsonNode member(Backend backend) {
        return content.path(backend.member());
    }

    /** The name of the claim; empty when there is none. */
    public String claim() {
        return content.path(Backend.PVC.member()).path("claim").asText("");
    }

    /** Who looks after the storage; empty while that is undecided. */
    public String managementState() {
        return content.path(MANAGEMENT_STATE).asText("");
    }

    /** The one backend's title; empty when there is not exactly one. */
    public String kind() {
        var backends = backends();
        return backends.size() == 1 ? backends.getFirst().title() : "";
    }
}
