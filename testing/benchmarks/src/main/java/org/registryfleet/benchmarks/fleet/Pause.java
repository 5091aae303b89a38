package org.registryfleet.benchmarks.fleet;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waiting, bounded. */
public final class Pause {

    private static final Duration STEP = Duration.ofMillis(5);

    private Pause() {}

    /** Waits this long. */
    public static void of(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Waits until the condition holds; fails at the limit. */
    public static void until(BooleanSupplier condition, Duration limit, String what) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("%s: not within %s".formatted(what, limit));
            }
            of(STEP);
        }
    }

    /** Waits until a number has stood still for so long; fails at the limit. */
    public static void untilStill(LongSupplier number, Duration still, Duration limit) {
        long[] last = {number.getAsLong(), System.nanoTime()};
        until(
                () -> {
                    long current = number.getAsLong();
                    if (current != last[0]) {
                        last[0] = current;
                        last[1] = System.nanoTime();
                    }
                    return System.nanoTime() - last[1] >= still.toNanos();
                },
                limit,
                "coming to rest");
    }
}
