package org.registryfleet.clusterwatcher.watch;

import org.registryfleet.events.ObservationType;

import java.time.Duration;

/** Hears what the watches do, for metrics. Called on the clusters' lanes: must be quick. */
public interface WatchListener {
    WatchListener NONE = new WatchListener() {};

    default void observed(String cluster, ObservationType type) {}

    /** An event that changed nothing was kept back. */
    default void suppressed(String cluster) {}

    /** A watch fell silent and was opened anew. */
    default void silent(String cluster) {}

    default void contact(String cluster, boolean connected) {}

    /** All kinds have been listed; how long that took. */
    default void synced(String cluster, Duration took) {}
}
