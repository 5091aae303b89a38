package org.registryfleet.clusterwatcher.service.watch;

import org.registryfleet.clusterwatcher.kind.WatchedKind;
import org.registryfleet.events.ObservationType;

import java.time.Duration;

/**
 * Receives the events of all watches, for metrics. Called on the clusters' executors: must return
 * quickly.
 */
public interface WatchListener {
    WatchListener NONE = new WatchListener() {};

    /** A session of the cluster begins; none of its watches is complete yet. */
    default void began(String cluster) {}

    /** The cluster is no longer watched by this process. */
    default void ended(String cluster) {}

    /** A watch becomes complete (listed, no open gap) or incomplete. */
    default void complete(String cluster, WatchedKind watched, boolean isComplete) {}

    /** The observation with this sequence number of the current session has been acknowledged. */
    default void written(String cluster, long sequence) {}

    default void observed(String cluster, ObservationType type) {}

    /** An event that changed nothing was suppressed. */
    default void suppressed(String cluster) {}

    /** A silent watch was reopened. */
    default void silent(String cluster) {}

    default void contact(String cluster, boolean connected) {}

    /** An earlier session was resumed without a list. */
    default void resumed(String cluster) {}

    /** The initial sync is done, after this time. */
    default void synced(String cluster, Duration took) {}
}
