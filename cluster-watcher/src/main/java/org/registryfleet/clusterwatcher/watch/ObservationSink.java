package org.registryfleet.clusterwatcher.watch;

import org.registryfleet.events.Observation;

/** Takes observations in order. May block its caller, which is a virtual thread. */
@FunctionalInterface
public interface ObservationSink {

    /** Runs {@code onLost}, from any thread, when the observation did not reach the log. */
    void send(Observation observation, Runnable onLost);
}
