package org.registryfleet.clusteraccess.execution;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps calls away from a cluster that does not answer. Immutable; {@code now} is an argument.
 *
 * <pre>
 * Closed --enough failures in a row--> Open --time is up--> (one probe) --failure--> Open, longer
 *   ^------------------------------------------------------------'success
 * </pre>
 */
sealed interface CircuitBreaker {

    /** How many failures in a row since the last answer. */
    record Closed(int failures) implements CircuitBreaker {}

    /** No call before then; the next one is the probe. */
    record Open(Instant until, int openings) implements CircuitBreaker {}

    static CircuitBreaker fresh() {
        return new Closed(0);
    }

    /** Zero when a call may be made. */
    default Duration closedFor(Instant now) {
        return switch (this) {
            case Closed _ -> Duration.ZERO;
            case Open(var until, _) ->
                    now.isBefore(until) ? Duration.between(now, until) : Duration.ZERO;
        };
    }

    default CircuitBreaker answered() {
        return fresh();
    }

    default CircuitBreaker failed(QueueSettings settings, Instant now) {
        return switch (this) {
            case Closed(var failures) when failures + 1 < settings.failuresToOpen() ->
                    new Closed(failures + 1);
            case Closed _ -> new Open(now.plus(settings.openFor(0)), 1);
            case Open(_, var openings) ->
                    new Open(now.plus(settings.openFor(openings)), openings + 1);
        };
    }
}
