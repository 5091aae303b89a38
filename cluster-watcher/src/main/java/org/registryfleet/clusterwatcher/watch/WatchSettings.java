package org.registryfleet.clusterwatcher.watch;

import java.time.Duration;

/**
 * How a cluster is watched.
 *
 * @param pageSize objects per page of a list
 * @param concurrentLists lists of one cluster at a time
 * @param silenceLimit after so long without event or bookmark a watch is opened anew; API servers
 *     send a bookmark about every minute
 * @param absentRetry how often a kind that the cluster does not serve, or does not let us see, is
 *     tried again
 * @param firstPause before the second try of whatever failed; doubles up to {@code longestPause}
 */
public record WatchSettings(
        int pageSize,
        int concurrentLists,
        Duration silenceLimit,
        Duration absentRetry,
        Duration firstPause,
        Duration longestPause) {

    public static WatchSettings standard() {
        return new WatchSettings(
                500,
                8,
                Duration.ofSeconds(90),
                Duration.ofSeconds(30),
                Duration.ofMillis(250),
                Duration.ofSeconds(30));
    }

    public WatchSettings withSilenceLimit(Duration limit) {
        return new WatchSettings(
                pageSize, concurrentLists, limit, absentRetry, firstPause, longestPause);
    }

    public WatchSettings withAbsentRetry(Duration pause) {
        return new WatchSettings(
                pageSize, concurrentLists, silenceLimit, pause, firstPause, longestPause);
    }

    public WatchSettings withPauses(Duration first, Duration longest) {
        return new WatchSettings(
                pageSize, concurrentLists, silenceLimit, absentRetry, first, longest);
    }

    public WatchSettings withPageSize(int objects) {
        return new WatchSettings(
                objects, concurrentLists, silenceLimit, absentRetry, firstPause, longestPause);
    }
}
