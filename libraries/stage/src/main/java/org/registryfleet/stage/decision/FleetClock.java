package org.registryfleet.stage.decision;

import java.time.Instant;

/** Clock by cluster. Production uses one clock; scenarios advance the time of single clusters. */
@FunctionalInterface
public interface FleetClock {

    Instant now(String cluster);
}
