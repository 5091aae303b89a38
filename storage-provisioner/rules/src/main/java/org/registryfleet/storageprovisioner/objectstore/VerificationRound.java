package org.registryfleet.storageprovisioner.objectstore;

import java.time.Duration;
import java.time.Instant;

/**
 * When a bucket is looked at again although nothing has changed, since no watch tells of a bucket
 * that vanishes. Clusters take turns over the interval.
 *
 * @param number grows by one with every interval
 * @param next when the round after this one begins
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
