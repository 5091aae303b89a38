package org.registryfleet.storageprovisioner.objectstore;

import java.time.Duration;
import java.time.Instant;

/**
 * The interval at which a bucket is verified although nothing changed, because no watch reports a
 * deleted bucket. Clusters are spread over the interval.
 *
 * @param number incremented with every interval
 * @param next start of the next round
 */
public record VerificationRound(long number, Instant next) {

    static final Duration INTERVAL = Duration.ofMinutes(10);

    public static VerificationRound at(Instant now, String cluster) {
        long interval = INTERVAL.toMillis();
        long shift = Math.floorMod(cluster.hashCode(), interval);
        long number = Math.floorDiv(now.toEpochMilli() - shift, interval);
        return new VerificationRound(number, Instant.ofEpochMilli((number + 1) * interval + shift));
    }
}
