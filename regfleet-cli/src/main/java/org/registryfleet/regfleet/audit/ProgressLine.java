package org.registryfleet.regfleet.audit;

import org.registryfleet.audit.file.Progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** One line of a terminal that shows how far a work has come, a few times a second. */
final class ProgressLine implements Progress {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final String work;
    private final PrintWriter terminal;
    private final InstantSource clock;
    private Instant shown = Instant.EPOCH;

    ProgressLine(String work, PrintWriter terminal, InstantSource clock) {
        this.work = work;
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public synchronized void reached(long done, long total) {
        var now = clock.instant();
        if (shown.plus(PAUSE).isBefore(now) || done >= total) {
            shown = now;
            long percent = total == 0 ? 100 : done * 100 / total;
            terminal.printf("\r%s %d %% (%,d of %,d)\u001B[K", work, percent, done, total);
            if (done >= total) {
                terminal.print("\r\u001B[K");
            }
            terminal.flush();
        }
    }
}
