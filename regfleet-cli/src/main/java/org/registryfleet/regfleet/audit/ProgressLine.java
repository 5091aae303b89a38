package org.registryfleet.regfleet.audit;

import org.registryfleet.audit.file.ExportProgress;
import org.registryfleet.audit.wire.AuditQueries;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * One line of a terminal that shows how far a work has come, a few times a second. A short work
 * shows nothing.
 */
final class ProgressLine implements ExportProgress, AuditQueries.Meter {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int WIDTH = 30;

    private final String work;
    private final PrintWriter terminal;
    private final InstantSource clock;
    private Instant next;
    private long done;
    private long total;
    private boolean shown;

    ProgressLine(String work, PrintWriter terminal, InstantSource clock) {
        this.work = work;
        this.terminal = terminal;
        this.clock = clock;
        this.next = clock.instant().plus(PATIENCE);
    }

    @Override
    public synchronized void starting(long offsets) {
        done = 0;
        total = offsets;
        next = clock.instant().plus(PATIENCE);
    }

    @Override
    public synchronized void read(long records) {
        done += records;
        reached(done, total);
    }

    @Override
    public synchronized void reached(long soFar, long all) {
        var now = clock.instant();
        if (soFar >= all) {
            finished();
        } else if (now.isAfter(next)) {
            next = now.plus(PAUSE);
            shown = true;
            int full = (int) (soFar * WIDTH / all);
            terminal.printf(
                    "\r%s [%s%s] %d %% (%,d of %,d)\u001B[K",
                    work,
                    "#".repeat(full),
                    "·".repeat(WIDTH - full),
                    soFar * 100 / all,
                    soFar,
                    all);
            terminal.flush();
        }
    }

    @Override
    public synchronized void finished() {
        if (shown) {
            terminal.print("\r\u001B[K");
            terminal.flush();
            shown = false;
        }
    }
}
