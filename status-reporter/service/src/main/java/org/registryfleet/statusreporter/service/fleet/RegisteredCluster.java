package org.registryfleet.statusreporter.service.fleet;

import java.util.Map;

/** A cluster's registration, without its credential. */
public record RegisteredCluster(
        String displayName,
        Map<String, String> labels,
        String endpoint,
        String mode,
        boolean paused,
        boolean simulated) {

    public RegisteredCluster {
        labels = Map.copyOf(labels);
    }
}
