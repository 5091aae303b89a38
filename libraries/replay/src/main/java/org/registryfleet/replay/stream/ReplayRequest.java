package org.registryfleet.replay.stream;

import java.time.Instant;
import java.util.Set;

/**
 * What to replay.
 *
 * @param stages names; empty for all
 * @param clusters ids; empty for all
 * @param from decisions before it are made again, since later ones stand on them, and not compared
 * @param to decisions from then on are left out
 * @param threads how many partitions are replayed at once
 */
public record ReplayRequest(
        Set<String> stages, Set<String> clusters, Instant from, Instant to, int threads) {

    public ReplayRequest {
        stages = Set.copyOf(stages);
        clusters = Set.copyOf(clusters);
    }

    /** Whether the decision is to be compared. */
    boolean covers(Instant decidedAt) {
        return !decidedAt.isBefore(from) && decidedAt.isBefore(to);
    }

    /** Whether the outcome must be the same, however many threads there are. */
    public boolean asksTheSameAs(ReplayRequest other) {
        return stages.equals(other.stages)
                && clusters.equals(other.clusters)
                && from.equals(other.from)
                && to.equals(other.to);
    }

    boolean wants(String cluster) {
        return clusters.isEmpty() || clusters.contains(cluster);
    }

    /** Everything there is. */
    public static ReplayRequest all(int threads) {
        return new ReplayRequest(Set.of(), Set.of(), Instant.MIN, Instant.MAX, threads);
    }
}
