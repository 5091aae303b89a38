package org.registryfleet.clusterwatcher.service.watch;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential backoff with jitter, so that clusters which failed together do not retry together.
 */
final class WatchBackoff {
    private final WatchSettings settings;
    private int failures;

    WatchBackoff(WatchSettings settings) {
        this.settings = settings;
    }

    void reset() {
        failures = 0;
    }

    int failures() {
        return failures;
    }

    /** No delay after the first failure, then half to all of a doubling delay. */
    Duration next() {
        failures++;
        if (failures == 1) {
            return Duration.ZERO;
        }
        var doubled = settings.initialBackoff().multipliedBy(1L << Math.min(failures - 2, 16));
        var pause = doubled.compareTo(settings.maxBackoff()) < 0 ? doubled : settings.maxBackoff();
        var half = Math.max(1, pause.toMillis() / 2);
        return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half));
    }
}
