package org.registryfleet.clusterwatcher.service.watch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When something was last heard of a watch. */
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

    /** It has been open long enough for its next failure to be a first one. */
    boolean isProven() {
        return watching && System.nanoTime() - openedAt > PROVEN_NANOS;
    }

    boolean isSilent(long now, Duration limit) {
        return watching && now - heardAt >= limit.toNanos();
    }

    /** Whether it was silent when it was last opened, too. */
    boolean fellSilentAgain() {
        boolean again = silentBefore;
        silentBefore = true;
        return again;
    }
}
