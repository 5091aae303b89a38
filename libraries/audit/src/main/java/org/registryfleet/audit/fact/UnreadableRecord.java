package org.registryfleet.audit.fact;

import java.util.ArrayList;
import java.util.List;

/**
 * Records that could not be decoded: a gap in what is known about the cluster.
 *
 * @param count number of records
 * @param first positions of the first of them
 */
public record UnreadableRecord(int count, List<FactEntry> first) {

    /** Every record was decoded. */
    public static final UnreadableRecord NONE = new UnreadableRecord(0, List.of());

    private static final int NAMED = 5;

    public UnreadableRecord {
        first = List.copyOf(first);
    }

    public boolean isNone() {
        return count == 0;
    }

    /** Counts another record. */
    public UnreadableRecord and(FactEntry entry) {
        var more = new ArrayList<>(first);
        if (more.size() < NAMED) {
            more.add(entry);
        }
        return new UnreadableRecord(count + 1, more);
    }
}
