package org.registryfleet.stage.ledger;

import java.time.Duration;

/**
 * Exponential backoff with jitter. The jitter is derived from the action's id, so that a replay
 * yields the same delay.
 */
public record Backoff(Duration first, Duration longest) {

    /** 200 ms, doubling, at most two minutes. */
    public static final Backoff STANDARD =
            new Backoff(Duration.ofMillis(200), Duration.ofMinutes(2));

    private static final Duration CONFLICT = Duration.ofMillis(250);

    Duration after(ActionAnswer.Failed failed, int attempt) {
        if (failed.conflict()) {
            return CONFLICT;
        }
        var delay = after(failed.actionId(), attempt);
        return failed.retryAfter().compareTo(delay) > 0 ? failed.retryAfter() : delay;
    }

    /** The delay after an attempt, counted from 1; the id seeds the jitter. */
    public Duration after(String id, int attempt) {
        long exponential = first.toMillis() << Math.min(attempt - 1, 20);
        long capped = Math.min(exponential, longest.toMillis());
        long jitter = Math.floorMod(id.hashCode(), capped / 2 + 1);
        return Duration.ofMillis(capped - capped / 4 + jitter);
    }
}
