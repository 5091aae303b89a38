package org.registryfleet.regfleet.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What is known of a cluster; objects that are not there are missing nodes.
 *
 * @param membership its entry in the fleet; null when nobody has asked
 * @param obstacle why it cannot be asked; null when it can
 * @param hasRegistryApi it serves the Config kind
 * @param problems what pods, claims and their events say against the registry
 * @param storage what {@code regfleet storage set} accepts for it: pvc or block
 */
public record ClusterFacts(
        String cluster,
        @Nullable Membership membership,
        @Nullable Obstacle obstacle,
        boolean hasRegistryApi,
        Workload registry,
        JsonNode config,
        Workload operator,
        List<String> problems,
        String storage) {

    public ClusterFacts {
        problems = List.copyOf(problems);
    }

    /** A cluster's entry in the fleet. */
    public record Membership(boolean registered, boolean paused) {}

    /**
     * Why a cluster does not answer.
     *
     * @param isCredential it is about the credential, not about the network
     */
    public record Obstacle(boolean isCredential, String message) {}

    /** A Deployment with its pods. */
    public record Workload(JsonNode deployment, List<JsonNode> pods) {

        public Workload {
            pods = List.copyOf(pods);
        }

        boolean exists() {
            return !deployment.isMissingNode();
        }
    }
}
