package org.registryfleet.stage.decision;

import java.time.Instant;

/**
 * Tells the time of a cluster. Production has one time; scenarios let a cluster's time run ahead.
 */
@FunctionalInterface
public interface FleetClock {

    Instant now(String cluster);
}
