package org.registryfleet.statusreporter.service.web;

import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.LogException;
import org.registryfleet.audit.wire.AuditQueries;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers audit queries from the log. Limits concurrent queries, and the records and time of each.
 */
public final class AuditQueryService {

    private static final int AT_ONCE = 2;
    private static final long MOST_RECORDS = 2_000_000;
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final long PATIENCE_SECONDS = 10;

    private final Supplier<EventLog> log;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /**
     * @param log opens the log, which is closed after each query
     */
    public AuditQueryService(Supplier<EventLog> log) {
        this.log = log;
    }

    <T> T ask(Function<AuditQueries, T> question) {
        if (!hasPlace()) {
            throw RequestProblem.busy();
        }
        try (var open = log.get()) {
            return question.apply(new AuditQueries(open, new Budget()));
        } catch (LogException unreachable) {
            throw RequestProblem.logUnreachable(String.valueOf(unreachable.getMessage()));
        } finally {
            places.release();
        }
    }

    private boolean hasPlace() {
        try {
            return places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Aborts a query that exceeds its limits. */
    private static final class Budget implements AuditQueries.Meter {

        private final long end = System.nanoTime() + LONGEST.toNanos();
        private long left = MOST_RECORDS;

        @Override
        public void read(long records) {
            left -= records;
            if (left < 0 || System.nanoTime() - end > 0) {
                throw RequestProblem.tooLong(MOST_RECORDS, LONGEST);
            }
        }
    }
}
