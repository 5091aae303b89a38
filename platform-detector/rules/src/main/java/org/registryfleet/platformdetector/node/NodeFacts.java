package org.registryfleet.platformdetector.node;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.view.Observed;

import java.util.Optional;

/**
 * What a node says about where it runs.
 *
 * @param scheme of the provider id, the part before {@code ://}; empty when there is none
 * @param region by its topology label; empty when there is none
 * @param initialising its cloud provider has not looked at it yet
 */
record NodeFacts(String name, String scheme, String region, boolean initialising) {

    private static final String UNINITIALISED = "node.cloudprovider.kubernetes.io/uninitialized";

    static NodeFacts of(Observed node) {
        return new NodeFacts(
                node.ref().name(),
                scheme(node.spec().path("providerID").asText("")),
                node.label("topology.kubernetes.io/region")
                        .or(() -> node.label("failure-domain.beta.kubernetes.io/region"))
                        .orElse(""),
                isInitialising(node.spec().path("taints")));
    }

    Optional<String> providerScheme() {
        return scheme.isEmpty() ? Optional.empty() : Optional.of(scheme);
    }

    private static String scheme(String providerId) {
        int end = providerId.indexOf("://");
        return end < 0 ? providerId : providerId.substring(0, end);
    }

    private static boolean isInitialising(JsonNode taints) {
        for (var taint : taints) {
            if (taint.path("key").asText().equals(UNINITIALISED)) {
                return true;
            }
        }
        return false;
    }
}
