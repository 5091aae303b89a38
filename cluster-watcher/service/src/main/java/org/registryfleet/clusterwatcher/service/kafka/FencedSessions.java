package org.registryfleet.clusterwatcher.service.kafka;

import org.registryfleet.events.WatchState;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Clusters assigned to this instance from which another watcher has fenced it, usually one that was
 * suspended and does not know yet that it lost its partitions. The delay before a cluster is
 * reclaimed doubles with each takeover, so that two watchers do not fence each other forever.
 */
final class FencedSessions {
    private static final int MOST_DOUBLINGS = 5;

    private final Duration pause;
    private final Map<String, Claim> claims = new HashMap<>();
    private final Map<String, Integer> times = new HashMap<>();

    private record Claim(WatchState state, long dueAt) {}

    FencedSessions(Duration pause) {
        this.pause = pause;
    }

    void add(WatchState state) {
        var before = times.merge(state.getCluster(), 1, Integer::sum) - 1;
        var doubled = pause.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS)).toNanos();
        var jitter = ThreadLocalRandom.current().nextLong(Math.max(1, doubled / 4));
        claims.put(state.getCluster(), new Claim(state, System.nanoTime() + doubled + jitter));
    }

    void forget(String cluster) {
        claims.remove(cluster);
        times.remove(cluster);
    }

    /** Removes and returns the claims whose delay has elapsed. */
    List<WatchState> due() {
        var now = System.nanoTime();
        var due = new ArrayList<WatchState>();
        claims.values()
                .removeIf(
                        claim -> {
                            boolean isDue = claim.dueAt() - now <= 0;
                            if (isDue) {
                                due.add(claim.state());
                            }
                            return isDue;
                        });
        return due;
    }
}
