package org.registryfleet.objectstorage.dispatch;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult.Failed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Circuit breakers by provider account: reject calls for every cluster with that account while the
 * provider does not respond or after it sent Retry-After. Other accounts are not affected.
 *
 * <pre>
 * closed --three outages in a row, or Retry-After--> open --timeout--> (one probe) --outage--> open
 *    ^----------------------------------------------------------------------'response
 * </pre>
 */
final class ProviderCircuitBreakers {

    private static final int OUTAGES_TO_OPEN = 3;
    private static final int LONGEST_DOUBLING = 4;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final int JITTER = 4;
    private static final int SERVER_FAULT = 500;
    private static final int TOO_MANY = 429;

    /** Reasons of an action in progress, which continues with its next attempt: no outages. */
    private static final Set<String> UNDER_WAY = Set.of("Removing", "Creating");

    /** Endpoint and credentials of an account. Must not be logged. */
    record Account(String provider, String place, JsonNode credentials, String endpointOverride) {
        @Override
        public String toString() {
            return "Account[***]";
        }
    }

    /**
     * State of an account that had outages.
     *
     * @param outages number of consecutive outages
     * @param until end of the open state; {@link Instant#MIN} while closed
     * @param isProbing until then a single call probes the provider (half-open)
     */
    private record Circuit(int outages, Instant until, boolean isProbing, Failed last) {}

    private final InstantSource clock;
    private final Duration probe;
    private final Map<Account, Circuit> circuits = new ConcurrentHashMap<>();

    /**
     * @param probe timeout of the probe
     */
    ProviderCircuitBreakers(InstantSource clock, Duration probe) {
        this.clock = clock;
        this.probe = probe;
    }

    ExternalResourceResult guard(
            Account account, String cluster, Supplier<ExternalResourceResult> call) {
        var refusal = refusal(account, cluster);
        if (refusal != null) {
            return refusal;
        }
        var answer = call.get();
        if (answer instanceof Failed failed && isOutage(failed)) {
            circuits.compute(account, (_, before) -> failed(before, failed));
        } else {
            circuits.remove(account);
        }
        return answer;
    }

    private @Nullable Failed refusal(Account account, String cluster) {
        var now = clock.instant();
        var refusal = new Failed[1];
        circuits.computeIfPresent(
                account,
                (_, circuit) -> {
                    if (now.isBefore(circuit.until())) {
                        refusal[0] = refused(circuit, cluster, now);
                        return circuit;
                    }
                    return circuit.until().equals(Instant.MIN)
                            ? circuit
                            : new Circuit(circuit.outages(), now.plus(probe), true, circuit.last());
                });
        return refusal[0];
    }

    /** Adds a jitter per cluster, so that the clusters do not return all at once. */
    private static Failed refused(Circuit circuit, String cluster, Instant now) {
        var left = Duration.between(now, circuit.until());
        long jitter = Math.floorMod(cluster.hashCode(), left.toMillis() / JITTER + 1);
        var last = circuit.last();
        return new Failed(
                false,
                last.code(),
                last.reason(),
                "not asked, since others with this account were answered: " + last.message(),
                left.plusMillis(jitter));
    }

    private Circuit failed(@Nullable Circuit before, Failed failed) {
        var now = clock.instant();
        var notBefore = failed.retryAfter().isZero() ? Instant.MIN : now.plus(failed.retryAfter());
        if (before != null && !before.isProbing() && now.isBefore(before.until())) {
            // the call started before the circuit breaker opened
            return new Circuit(before.outages(), later(before.until(), notBefore), false, failed);
        }
        int outages = before == null ? 1 : before.outages() + 1;
        var pause = outages < OUTAGES_TO_OPEN ? Instant.MIN : now.plus(pause(outages));
        return new Circuit(outages, later(pause, notBefore), false, failed);
    }

    private static Duration pause(int outages) {
        return FIRST_PAUSE.multipliedBy(
                1L << Math.min(outages - OUTAGES_TO_OPEN, LONGEST_DOUBLING));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static boolean isOutage(Failed failed) {
        boolean isUnanswered = failed.code() == 0 && !UNDER_WAY.contains(failed.reason());
        return !failed.isRefused()
                && (isUnanswered || failed.code() >= SERVER_FAULT || failed.code() == TOO_MANY);
    }
}
