package org.registryfleet.clusterwatcher.service.watch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Tracks when a watch last received an event or bookmark. */
final class SilenceMonitor {
    private static final long PROVEN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private boolean watching;
    private boolean silentBefore;
    private long openedAt;
    private long heardAt;

    void opened() {
        watching = true;
        openedAt = System.nanoTime();
        heardAt = openedAt;
    }

    void line() {
        watching = true;
        heardAt = System.nanoTime();
        silentBefore = false;
    }

    void stopped() {
        watching = false;
    }

    boolean isOpen() {
        return watching;
    }

    /** Whether it has been open long enough for backoff to start over after the next failure. */
    boolean isProven() {
        return watching && System.nanoTime() - openedAt > PROVEN_NANOS;
    }

    boolean isSilent(long now, Duration limit) {
        return watching && now - heardAt >= limit.toNanos();
    }

    /**
     * Whether it fell silent with nothing received since the previous silence; records this one.
     */
    boolean fellSilentAgain() {
        boolean again = silentBefore;
        silentBefore = true;
        return again;
    }
}
