package org.registryfleet.clusterwatcher.service.watch;

import org.registryfleet.clusterwatcher.kind.WatchedKind;
import org.registryfleet.events.ObservationType;

import java.time.Duration;

/** Hears what the watches do, for metrics. Called on the clusters' lanes: must be quick. */
public interface WatchListener {
    WatchListener NONE = new WatchListener() {};

    /** A cluster is watched from now on, or anew; nothing of it is complete yet. */
    default void began(String cluster) {}

    /** Nobody watches the cluster here any more. */
    default void ended(String cluster) {}

    /** A watch has, or no longer has, listed everything and missed nothing since. */
    default void complete(String cluster, WatchedKind watched, boolean isComplete) {}

    /** The log has acknowledged the observation with this number of the current session. */
    default void written(String cluster, long sequence) {}

    default void observed(String cluster, ObservationType type) {}

    /** An event that changed nothing was kept back. */
    default void suppressed(String cluster) {}

    /** A watch fell silent and was opened anew. */
    default void silent(String cluster) {}

    default void contact(String cluster, boolean connected) {}

    /** An earlier session was continued without a list. */
    default void resumed(String cluster) {}

    /** All kinds have been listed; how long that took. */
    default void synced(String cluster, Duration took) {}
}
