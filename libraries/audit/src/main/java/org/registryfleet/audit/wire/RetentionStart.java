package org.registryfleet.audit.wire;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.OffsetRange;

import java.time.Instant;
import java.util.List;

/**
 * The time from which the log is complete; earlier records have passed their retention.
 *
 * @param first earliest record of any partition; null if nothing was deleted, or nothing is left
 * @param whole from when on every requested partition is complete; null likewise
 * @param nothingLeft whether no observation is left, only the latest results
 */
public record RetentionStart(
        @Nullable Instant first, @Nullable Instant whole, boolean nothingLeft) {

    /** Computed from partitions whose records are deleted by age only. */
    static RetentionStart of(EventLog log, List<OffsetRange> spans) {
        Instant first = Instant.MAX;
        Instant whole = Instant.MIN;
        for (var span : spans) {
            if (!span.isEmpty()) {
                var time = span.from() == 0 ? Instant.MIN : firstTime(log, span);
                first = first.isBefore(time) ? first : time;
                whole = whole.isAfter(time) ? whole : time;
            }
        }
        boolean isEmpty = spans.stream().allMatch(OffsetRange::isEmpty);
        return new RetentionStart(
                isEmpty || first.equals(Instant.MIN) ? null : first,
                whole.equals(Instant.MIN) ? null : whole,
                isEmpty && spans.stream().anyMatch(span -> span.from() > 0));
    }

    /** Whether all records of that time have been deleted. */
    public boolean isAfter(Instant time) {
        return first != null && time.isBefore(first);
    }

    /** Whether some records of that time have been deleted. */
    public boolean isPartlyAfter(Instant time) {
        return whole != null && time.isBefore(whole);
    }

    private static Instant firstTime(EventLog log, OffsetRange span) {
        try (var cursor = log.open(span)) {
            return cursor.hasNext() ? cursor.next().time() : Instant.MIN;
        }
    }
}
