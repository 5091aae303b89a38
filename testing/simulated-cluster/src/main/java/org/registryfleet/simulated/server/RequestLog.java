package org.registryfleet.simulated.server;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the requests of one cluster and remembers the last ones. Writes done in process are not
 * requests.
 */
public final class RequestLog {
    private final ArrayDeque<LoggedRequest> recent = new ArrayDeque<>();
    private final Map<Verb, Long> counts = new EnumMap<>(Verb.class);
    private final int limit;
    private final Clock clock;
    private long effectiveWrites;

    /** A log that remembers this many requests. */
    public RequestLog(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    synchronized void add(ApiCall call, int code, boolean effective) {
        counts.merge(call.verb(), 1L, Long::sum);
        effectiveWrites += effective ? 1 : 0;
        recent.addLast(new LoggedRequest(clock.instant(), call, code, effective));
        if (recent.size() > limit) {
            recent.removeFirst();
        }
    }

    /** The number of requests with this verb since the start or the last reset. */
    public synchronized long count(Verb verb) {
        return counts.getOrDefault(verb, 0L);
    }

    /** The number of create, update, patch and delete requests, effective or not. */
    public synchronized long writes() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().isWrite())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The number of write requests that changed the cluster. */
    public synchronized long effectiveWrites() {
        return effectiveWrites;
    }

    /** The last requests, oldest first. */
    public synchronized List<LoggedRequest> recent() {
        return List.copyOf(recent);
    }

    /** Sets all counts to zero and forgets the requests. */
    public synchronized void reset() {
        recent.clear();
        counts.clear();
        effectiveWrites = 0;
    }
}
