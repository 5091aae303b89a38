package org.registryfleet.clusteraccess.execution;

import java.time.Duration;
import java.time.Instant;

/**
 * Circuit breaker of one cluster: rejects calls while its API server does not respond. Immutable;
 * {@code now} is an argument.
 *
 * <pre>
 * Closed --enough failures in a row--> Open --timeout--> (one probe) --failure--> Open, longer
 *   ^-----------------------------------------------------------'success
 * </pre>
 */
sealed interface CircuitBreaker {

    /** Counts consecutive failures. */
    record Closed(int failures) implements CircuitBreaker {}

    /** Rejects calls until then; the next one is the probe (half-open). */
    record Open(Instant until, int openings) implements CircuitBreaker {}

    static CircuitBreaker fresh() {
        return new Closed(0);
    }

    /** Time until a call is allowed; zero when it is. */
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
