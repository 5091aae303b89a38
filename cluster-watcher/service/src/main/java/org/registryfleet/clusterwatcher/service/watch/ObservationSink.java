package org.registryfleet.clusterwatcher.service.watch;

import org.registryfleet.events.Observation;
import org.registryfleet.events.WatchState;

/** Accepts observations in order. May block the caller, which is a virtual thread. */
@FunctionalInterface
public interface ObservationSink {

    /** Outcome of a send; called from any thread, in the order of the partition. */
    interface Receipt {
        void written(int partition, long offset);

        void lost();
    }

    void send(Observation observation, Receipt receipt);

    /** Maximum size of an object's content in bytes. */
    default int largestContent() {
        return Integer.MAX_VALUE;
    }

    /** Saves a checkpoint. Losing one costs a longer recovery, never correctness. */
    default void save(WatchState state) {}

    /** Deletes the checkpoint of a cluster that has left the fleet. */
    default void forget(String cluster) {}

    /** The highest acknowledged offset of the partition; -1 when there is none. */
    default long newest(int partition) {
        return -1;
    }
}
