package org.registryfleet.clusterwatcher.service.watch;

import java.time.Duration;

/**
 * Tuning of lists, watches, checkpoints and retries.
 *
 * @param pageSize limit of a list request
 * @param concurrentLists maximum number of parallel lists of one cluster
 * @param pagesAtOnce maximum number of list pages in memory, over all clusters of this process
 * @param silenceLimit how long a watch may go without event or bookmark before it is reopened; API
 *     servers send a bookmark about every minute
 * @param absentRetry retry interval for kinds that the cluster does not serve or that RBAC forbids
 * @param saveInterval minimum interval between checkpoints
 * @param listLimit age of the last full list after which a starting watch relists instead of
 *     resuming, so that the topic holds every object whatever its retention
 * @param reclaimPause initial delay before this instance reclaims a cluster of its partitions from
 *     which another watcher has fenced it
 * @param comparePause minimum interval between full comparisons of a cluster, which follow when all
 *     of its watches broke; the first one starts within a fifteenth of it
 * @param initialBackoff delay before the second retry; doubles up to {@code maxBackoff}
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
}
