package org.registryfleet.clusteraccess.api;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Receives the events of a watch. Called on event-loop threads, one call at a time: must not block.
 */
public interface WatchSink {

    /** The server accepted the watch. */
    void opened();

    /**
     * Complete lines, in order. Backpressure: the next ones arrive after {@code more} has been run,
     * from any thread.
     */
    void lines(List<byte[]> lines, Runnable more);

    /** The watch has ended; null when the server closed it normally. */
    void ended(ApiResult.@Nullable Failure failure);
}
