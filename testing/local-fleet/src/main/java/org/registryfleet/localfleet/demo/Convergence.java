package org.registryfleet.localfleet.demo;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.ClusterStatus;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Follows the statuses of the fleet and knows since when each cluster is settled. */
final class Convergence {

    private final Instant began;
    private final BiConsumer<Duration, ClusterStatus> progress;
    private final Map<String, Arrival> arrivals = new TreeMap<>();

    /**
     * The latest status of a cluster.
     *
     * @param settledAfter time from the start; null while something is under way
     */
    record Arrival(ClusterStatus status, @Nullable Duration settledAfter) {}

    Convergence(Instant began, BiConsumer<Duration, ClusterStatus> progress) {
        this.began = began;
        this.progress = progress;
    }

    /** The time from the start. */
    Duration age() {
        return Duration.between(began, Instant.now());
    }

    synchronized void heard(ClusterStatus status) {
        var after = age();
        var before = arrivals.get(status.getCluster());
        if (before == null || !summary(before.status()).equals(summary(status))) {
            progress.accept(after, status);
        }
        var earlier = before == null ? null : before.settledAfter();
        arrivals.put(
                status.getCluster(),
                new Arrival(status, status.getSettled() ? first(earlier, after) : null));
        notifyAll();
    }

    private static Duration first(@Nullable Duration earlier, Duration later) {
        return earlier == null ? later : earlier;
    }

    synchronized Map<String, Arrival> arrivals() {
        return Map.copyOf(arrivals);
    }

    /** Waits until a cluster's status is as wanted; false when the time is over. */
    synchronized boolean await(
            Collection<String> clusters, Predicate<Arrival> wanted, Instant deadline) {
        while (!clusters.stream().allMatch(id -> matches(id, wanted))) {
            var left = Duration.between(Instant.now(), deadline).toMillis();
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private boolean matches(String cluster, Predicate<Arrival> wanted) {
        var arrival = arrivals.get(cluster);
        return arrival != null && wanted.test(arrival);
    }

    private static String summary(ClusterStatus status) {
        return status.getSummary() + " " + status.getReason();
    }
}
