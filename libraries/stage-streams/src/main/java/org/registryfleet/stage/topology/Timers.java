package org.registryfleet.stage.topology;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The next scheduled decision of each cluster. Clusters may have different clocks, so the timers
 * are scanned rather than kept in a priority queue.
 */
final class Timers {

    private final Map<String, Long> timers = new HashMap<>();

    /** Replaces all timers; times in epoch milliseconds. */
    void reset(Map<String, Long> stored) {
        timers.clear();
        timers.putAll(stored);
    }

    /** Sets the cluster's timer; null clears it. */
    void set(String cluster, @Nullable Instant at) {
        if (at == null) {
            timers.remove(cluster);
        } else {
            timers.put(cluster, at.toEpochMilli());
        }
    }

    List<String> due(Function<String, Instant> clock) {
        var due = new ArrayList<String>();
        timers.forEach(
                (cluster, at) -> {
                    if (at <= clock.apply(cluster).toEpochMilli()) {
                        due.add(cluster);
                    }
                });
        return due;
    }

    int size() {
        return timers.size();
    }
}
