package org.registryfleet.replay.stream;

import java.time.Instant;
import java.util.Set;

/**
 * The parameters of a replay.
 *
 * @param stages names; empty for all
 * @param clusters ids; empty for all
 * @param from earlier decisions are replayed, because later ones depend on them, but not compared
 * @param to decisions from then on are excluded
 * @param threads number of partitions replayed in parallel
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

    /** Whether both requests must give the same result; the number of threads does not matter. */
    public boolean asksTheSameAs(ReplayRequest other) {
        return stages.equals(other.stages)
                && clusters.equals(other.clusters)
                && from.equals(other.from)
                && to.equals(other.to);
    }

    boolean wants(String cluster) {
        return clusters.isEmpty() || clusters.contains(cluster);
    }

    /** All stages, all clusters, the whole log. */
    public static ReplayRequest all(int threads) {
        return new ReplayRequest(Set.of(), Set.of(), Instant.MIN, Instant.MAX, threads);
    }
}
