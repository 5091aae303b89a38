package org.registryfleet.stage.topology;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * When each cluster is to be decided about though nothing has happened. Each has its own clock, so
 * there is no order in which they come due.
 */
final class Timers {

    private final Map<String, Long> timers = new HashMap<>();

    /** Begins with these, in epoch milliseconds. */
    void reset(Map<String, Long> stored) {
        timers.clear();
        timers.putAll(stored);
    }

    /** Null for never. */
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
