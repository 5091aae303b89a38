package org.registryfleet.statusreporter.service.fleet;

import java.util.Map;

/**
 * A cluster's registration, without its credential.
 *
 * @param admission ADMITTED, or why the cluster is only watched: PROBING or LEAVING
 * @param source inventory source that it was imported from; empty when it was registered by hand
 * @param sourceRef the source's object, kind and name
 */
public record RegisteredCluster(
        String displayName,
        Map<String, String> labels,
        String endpoint,
        String mode,
        boolean paused,
        boolean simulated,
        String admission,
        String admissionReason,
        String source,
        String sourceRef) {

    private static final String ADMITTED = "ADMITTED";

    public RegisteredCluster {
        labels = Map.copyOf(labels);
    }

    /** An admitted cluster that was registered by hand. */
    public RegisteredCluster(
            String displayName,
            Map<String, String> labels,
            String endpoint,
            String mode,
            boolean paused,
            boolean simulated) {
        this(displayName, labels, endpoint, mode, paused, simulated, ADMITTED, "", "", "");
    }
}
