package org.registryfleet.stage.ledger;

import java.time.Duration;

/**
 * Exponential backoff with jitter. The jitter comes from the action's id, so that a replay finds
 * the same delay.
 */
public record Backoff(Duration first, Duration longest) {

    /** 200 ms, doubling, at most two minutes. */
    public static final Backoff STANDARD =
            new Backoff(Duration.ofMillis(200), Duration.ofMinutes(2));

    private static final Duration CONFLICT = Duration.ofMillis(250);

    Duration after(Answer.Failed failed, int attempt) {
        if (failed.conflict()) {
            return CONFLICT;
        }
        long exponential = first.toMillis() << Math.min(attempt - 1, 20);
        long capped = Math.min(exponential, longest.toMillis());
        long jitter = Math.floorMod(failed.actionId().hashCode(), capped / 2 + 1);
        long delay = capped - capped / 4 + jitter;
        return Duration.ofMillis(Math.max(delay, failed.retryAfter().toMillis()));
    }
}
