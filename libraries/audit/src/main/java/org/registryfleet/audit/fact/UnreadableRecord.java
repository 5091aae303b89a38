package org.registryfleet.audit.fact;

import java.util.ArrayList;
import java.util.List;

/**
 * Records that nobody can read: a gap in what is known.
 *
 * @param count how many
 * @param first some of them by place, so that somebody can look
 */
public record UnreadableRecord(int count, List<FactEntry> first) {

    /** Everything could be read. */
    public static final UnreadableRecord NONE = new UnreadableRecord(0, List.of());

    private static final int NAMED = 5;

    public UnreadableRecord {
        first = List.copyOf(first);
    }

    public boolean isNone() {
        return count == 0;
    }

    /** With one more. */
    public UnreadableRecord and(FactEntry entry) {
        var more = new ArrayList<>(first);
        if (more.size() < NAMED) {
            more.add(entry);
        }
        return new UnreadableRecord(count + 1, more);
    }
}
