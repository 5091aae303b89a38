package org.registryfleet.platformdetector.node;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.view.Observed;

import java.util.Optional;

/**
 * What a node states about its platform.
 *
 * @param scheme scheme of the provider id; empty if there is none
 * @param region value of the topology label; empty if there is none
 * @param initialising still tainted as uninitialised by its cloud provider
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
