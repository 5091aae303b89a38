package org.registryfleet.regfleet.audit;

import org.registryfleet.audit.wire.LogReading;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Shows on a terminal how far a long reading has come; short ones show nothing. */
final class ProgressBar implements LogReading.Meter {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final InstantSource clock;
    private Instant began;
    private long total;
    private long done;
    private boolean shown;

    ProgressBar(PrintWriter out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.began = clock.instant();
    }

    @Override
    public void starting(long offsets) {
        total = offsets;
        done = 0;
        began = clock.instant();
    }

    @Override
    public void read(long records) {
        done += records;
        var elapsed = Duration.between(began, clock.instant());
        if (total > 0 && elapsed.compareTo(PATIENCE) > 0) {
            int full = (int) Math.min(WIDTH, done * WIDTH / total);
            out.print(
                    "\r[%s%s] %d of %d records"
                            .formatted("#".repeat(full), "·".repeat(WIDTH - full), done, total));
            out.flush();
            shown = true;
        }
    }

    @Override
    public void finished() {
        if (shown) {
            out.print("\r" + " ".repeat(WIDTH + 50) + "\r");
            out.flush();
            shown = false;
        }
    }
}
