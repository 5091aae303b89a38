package org.registryfleet.clusterwatcher.service.watch;

import java.time.Duration;

/**
 * How a cluster is watched.
 *
 * @param pageSize objects per page of a list
 * @param concurrentLists lists of one cluster at a time
 * @param pagesAtOnce pages of lists that this process holds at a time, of all its clusters
 * @param silenceLimit after so long without event or bookmark a watch is opened anew; API servers
 *     send a bookmark about every minute
 * @param absentRetry how often a kind that the cluster does not serve, or does not let us see, is
 *     tried again
 * @param saveInterval at most so often is it saved how far a watch has come
 * @param listLimit after so long a cluster is listed anew when its watch begins, so that the log
 *     holds all objects however long it is kept
 * @param reclaimPause after so long a cluster is taken back that somebody else has taken although
 *     it belongs to this instance
 * @param comparePause at most so often all objects of a cluster are compared with what is known,
 *     after all its watches broke; within a fifteenth of it when that is the first time
 * @param initialBackoff before the second try of whatever failed; doubles up to {@code maxBackoff}
 */
public record WatchSettings(
        int pageSize,
        int concurrentLists,
        int pagesAtOnce,
        Duration silenceLimit,
        Duration absentRetry,
        Duration saveInterval,
        Duration listLimit,
        Duration reclaimPause,
        Duration comparePause,
        Duration initialBackoff,
        Duration maxBackoff) {

    public static WatchSettings standard() {
        return new WatchSettings(
                500,
                8,
                32,
                Duration.ofSeconds(90),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofDays(30),
                Duration.ofSeconds(15),
                Duration.ofMinutes(5),
                Duration.ofMillis(250),
                Duration.ofSeconds(30));
    }

    public WatchSettings withSilenceLimit(Duration limit) {
        return new WatchSettings(
                pageSize,
                concurrentLists,
                pagesAtOnce,
                limit,
                absentRetry,
                saveInterval,
                listLimit,
                reclaimPause,
                comparePause,
                initialBackoff,
                maxBackoff);
    }

    public WatchSettings withAbsentRetry(Duration pause) {
        return new WatchSettings(
                pageSize,
                concurrentLists,
                pagesAtOnce,
                silenceLimit,
                pause,
                saveInterval,
                listLimit,
                reclaimPause,
                comparePause,
                initialBackoff,
                maxBackoff);
    }

    public WatchSettings withSaveInterval(Duration interval) {
        return new WatchSettings(
                pageSize,
                concurrentLists,
                pagesAtOnce,
                silenceLimit,
                absentRetry,
                interval,
                listLimit,
                reclaimPause,
                comparePause,
                initialBackoff,
                maxBackoff);
    }

    public WatchSettings withListLimit(Duration limit) {
        return new WatchSettings(
                pageSize,
                concurrentLists,
                pagesAtOnce,
                silenceLimit,
                absentRetry,
                saveInterval,
                limit,
                reclaimPause,
                comparePause,
                initialBackoff,
                maxBackoff);
    }

    public WatchSettings withReclaimPause(Duration pause) {
        return new WatchSettings(
                pageSize,
                concurrentLists,
                pagesAtOnce,
                silenceLimit,
                absentRetry,
                saveInterval,
                listLimit,
                pause,
                comparePause,
                initialBackoff,
                maxBackoff);
    }

    public WatchSettings withComparePause(Duration pause) {
        return new WatchSettings(
                pageSize,
                concurrentLists,
                pagesAtOnce,
                silenceLimit,
                absentRetry,
                saveInterval,
                listLimit,
                reclaimPause,
                pause,
                initialBackoff,
                maxBackoff);
    }

    public WatchSettings withBackoff(Duration first, Duration longest) {
        return new WatchSettings(
                pageSize,
                concurrentLists,
                pagesAtOnce,
                silenceLimit,
                absentRetry,
                saveInterval,
                listLimit,
                reclaimPause,
                comparePause,
                first,
                longest);
    }

    public WatchSettings withPageSize(int objects) {
        return new WatchSettings(
                objects,
                concurrentLists,
                pagesAtOnce,
                silenceLimit,
                absentRetry,
                saveInterval,
                listLimit,
                reclaimPause,
                comparePause,
                initialBackoff,
                maxBackoff);
    }
}
