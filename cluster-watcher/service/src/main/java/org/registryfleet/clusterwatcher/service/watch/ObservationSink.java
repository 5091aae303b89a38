package org.registryfleet.clusterwatcher.service.watch;

import org.registryfleet.events.Observation;
import org.registryfleet.events.WatchState;

/** Takes observations in order. May block its caller, which is a virtual thread. */
@FunctionalInterface
public interface ObservationSink {

    /** What became of an observation; told from any thread, in the order of the log. */
    interface Receipt {
        void written(int partition, long offset);

        void lost();
    }

    void send(Observation observation, Receipt receipt);

    /** So many bytes the content of an object may have. */
    default int largestContent() {
        return Integer.MAX_VALUE;
    }

    /** Keeps how far a watch has come. What is lost of it costs time, nothing else. */
    default void save(WatchState state) {}

    /** Nothing is known of a cluster that has left the fleet. */
    default void forget(String cluster) {}

    /** The last offset of the partition that is known to be written; -1 when none is known. */
    default long newest(int partition) {
        return -1;
    }
}
