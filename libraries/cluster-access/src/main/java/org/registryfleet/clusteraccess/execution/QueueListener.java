package org.registryfleet.clusteraccess.execution;

import org.registryfleet.events.Action;
import org.registryfleet.events.Outcome;

import java.time.Duration;

/** Hears what the lanes do, for metrics. Called on the lanes' threads: must be quick. */
public interface QueueListener {
    QueueListener NONE = new QueueListener() {};

    /** Took: from the call's begin to its end; zero when no call was made. */
    default void finished(Action action, Outcome outcome, Duration waited, Duration took) {}

    default void circuitOpened(String cluster) {}

    default void circuitClosed(String cluster) {}

    /** The cluster has left, or its circuit begins anew. */
    default void forgotten(String cluster) {}
}
