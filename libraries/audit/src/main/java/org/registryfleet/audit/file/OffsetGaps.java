package org.registryfleet.audit.file;

import org.registryfleet.audit.log.OffsetRange;

import java.util.ArrayList;
import java.util.List;

/** Offsets for which the log had no record at the time of the export. */
final class OffsetGaps {

    private static final int NAMED = 10;

    private final OffsetRange span;
    private final List<String> ranges = new ArrayList<>();
    private long next;
    private long offsets;
    private long count;

    OffsetGaps(OffsetRange span) {
        this.span = span;
        this.next = span.from();
    }

    void see(long offset) {
        if (offset > next) {
            add(next, offset - 1);
        }
        next = offset + 1;
    }

    /** A sentence about the missing offsets; empty if there are none. */
    List<String> notes() {
        see(span.to());
        if (offsets == 0) {
            return List.of();
        }
        return List.of(
                "%s-%d: the log had no record at %d offsets when it was exported: %s%s"
                        .formatted(
                                span.topic(),
                                span.partition(),
                                offsets,
                                String.join(", ", ranges),
                                count > NAMED
                                        ? " and %d more ranges".formatted(count - NAMED)
                                        : ""));
    }

    private void add(long first, long last) {
        offsets += last - first + 1;
        if (count++ < NAMED) {
            ranges.add(first == last ? Long.toString(first) : first + "–" + last);
        }
    }
}
