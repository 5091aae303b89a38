package org.registryfleet.clusteraccess.api;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Receives a watch. Called on network threads, one call at a time: must not block. */
public interface WatchSink {

    /** The server accepted the watch. */
    void opened();

    /**
     * Whole lines, in order. The next ones come after {@code more} has been run, from any thread.
     */
    void lines(List<byte[]> lines, Runnable more);

    /** The watch is over; null when the server closed it in good order. */
    void ended(ApiResult.@Nullable Failure failure);
}
