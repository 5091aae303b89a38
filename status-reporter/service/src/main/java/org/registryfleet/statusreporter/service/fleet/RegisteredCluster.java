package org.registryfleet.statusreporter.service.fleet;

import java.util.Map;

/**
 * A cluster's registration, without its credential.
 *
 * @param admission ADMITTED, or why the cluster is only watched: PROBING or LEAVING
 */
public record RegisteredCluster(
        String displayName,
        Map<String, String> labels,
        String endpoint,
        String mode,
        boolean paused,
        boolean simulated,
        String admission,
        String admissionReason) {

    private static final String ADMITTED = "ADMITTED";

    public RegisteredCluster {
        labels = Map.copyOf(labels);
    }

    /** An admitted cluster. */
    public RegisteredCluster(
            String displayName,
            Map<String, String> labels,
            String endpoint,
            String mode,
            boolean paused,
            boolean simulated) {
        this(displayName, labels, endpoint, mode, paused, simulated, ADMITTED, "");
    }
}
