package org.registryfleet.statusreporter.fleet;

import java.util.Map;

/** A cluster's entry in the fleet, without its credential. */
public record Enrolment(
        String displayName,
        Map<String, String> labels,
        String endpoint,
        String mode,
        boolean paused,
        boolean simulated) {

    public Enrolment {
        labels = Map.copyOf(labels);
    }
}
