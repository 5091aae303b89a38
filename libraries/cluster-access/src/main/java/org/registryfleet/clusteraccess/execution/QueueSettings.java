package org.registryfleet.clusteraccess.execution;

import java.time.Duration;

/**
 * Limits of the queues and settings of their circuit breakers.
 *
 * @param concurrency maximum number of calls to one cluster at a time
 * @param perCluster maximum number of actions queued for one cluster
 * @param total maximum number of actions queued for all clusters
 * @param failuresToOpen number of consecutive transport failures that opens a circuit breaker
 * @param initialBackoff how long it stays open at first; doubles with every failed probe
 * @param maxBackoff upper limit of the doubling
 */
public record QueueSettings(
        int concurrency,
        int perCluster,
        int total,
        int failuresToOpen,
        Duration initialBackoff,
        Duration maxBackoff) {

    public QueueSettings {
        if (concurrency < 1 || perCluster < 1 || total < perCluster || failuresToOpen < 1) {
            throw new IllegalArgumentException(
                    "queues need concurrency >= 1, perCluster >= 1, total >= perCluster and failuresToOpen >= 1");
        }
    }

    public static QueueSettings standard() {
        return new QueueSettings(
                8, 1_000, 100_000, 3, Duration.ofSeconds(5), Duration.ofMinutes(1));
    }

    Duration openFor(int openingsBefore) {
        var pause = initialBackoff.multipliedBy(1L << Math.min(openingsBefore, 16));
        return pause.compareTo(maxBackoff) < 0 ? pause : maxBackoff;
    }
}
