package org.registryfleet.simulated.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The last changes of a cluster, bounded in number. Not thread-safe: the store guards it. */
final class EventHistory {
    private final ArrayDeque<StoreEvent> events = new ArrayDeque<>();
    private final int limit;
    private long compacted;

    EventHistory(int limit) {
        this.limit = limit;
    }

    void add(StoreEvent event) {
        events.addLast(event);
        if (events.size() > limit) {
            compacted = events.removeFirst().revision();
        }
    }

    /** Forgets everything up to this revision. */
    void compact(long revision) {
        compacted = Math.max(compacted, revision);
        while (!events.isEmpty() && events.getFirst().revision() <= revision) {
            events.removeFirst();
        }
    }

    /** Whether every change after this revision is known. */
    boolean reaches(long revision) {
        return revision >= compacted;
    }

    long compacted() {
        return compacted;
    }

    List<StoreEvent> after(long revision) {
        var after = new ArrayList<StoreEvent>();
        for (var event : events) {
            if (event.revision() > revision) {
                after.add(event);
            }
        }
        return after;
    }

    Iterator<StoreEvent> newestFirst() {
        return events.descendingIterator();
    }
}
