package org.registryfleet.clusteraccess.execution;

import org.registryfleet.events.Action;
import org.registryfleet.events.Outcome;

import java.time.Duration;

/**
 * Receives the events of the queues, for metrics. Called on the queues' threads: must return
 * quickly.
 */
public interface QueueListener {
    QueueListener NONE = new QueueListener() {};

    /**
     * An action has completed; {@code took} is the duration of the call, zero when none was made.
     */
    default void finished(Action action, Outcome outcome, Duration waited, Duration took) {}

    default void circuitOpened(String cluster) {}

    default void circuitClosed(String cluster) {}

    /** The cluster has left the fleet, or its circuit breaker was reset. */
    default void forgotten(String cluster) {}
}
