package org.registryfleet.clusteraccess.execution;

import java.time.Duration;

/**
 * Bounds of the lanes.
 *
 * @param perCluster actions that may wait for one cluster
 * @param total actions that may wait altogether
 * @param failuresToOpen transport failures in a row after which the circuit opens
 * @param firstPause how long it stays open; doubles with every failed probe
 * @param longestPause where the doubling ends
 */
public record QueueSettings(
        int perCluster, int total, int failuresToOpen, Duration firstPause, Duration longestPause) {

    public QueueSettings {
        if (perCluster < 1 || total < perCluster || failuresToOpen < 1) {
            throw new IllegalArgumentException(
                    "lanes need perCluster >= 1, total >= perCluster and failuresToOpen >= 1");
        }
    }

    public static QueueSettings standard() {
        return new QueueSettings(1_000, 100_000, 3, Duration.ofSeconds(5), Duration.ofMinutes(1));
    }

    Duration openFor(int openingsBefore) {
        var pause = firstPause.multipliedBy(1L << Math.min(openingsBefore, 16));
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
