package org.registryfleet.simulated.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The last changes of a cluster, bounded in number and in size, so that a busy cluster with large
 * objects stays small. Not thread-safe: the store guards it.
 */
final class EventHistory {
    private static final int MOST_BYTES = 512 * 1024;

    private final ArrayDeque<StoreEvent> events = new ArrayDeque<>();
    private final int limit;
    private long bytes;
    private long compacted;

    EventHistory(int limit) {
        this.limit = limit;
    }

    void add(StoreEvent event) {
        events.addLast(event);
        bytes += event.after().json().length;
        while (events.size() > limit || (bytes > MOST_BYTES && events.size() > 1)) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        var oldest = events.removeFirst();
        bytes -= oldest.after().json().length;
        compacted = Math.max(compacted, oldest.revision());
    }

    /** Forgets everything up to this revision. */
    void compact(long revision) {
        compacted = Math.max(compacted, revision);
        while (!events.isEmpty() && events.getFirst().revision() <= revision) {
            forgetOldest();
        }
    }

    /** Begins anew at this revision, whatever came before or after it. */
    void beginAt(long revision) {
        events.clear();
        bytes = 0;
        compacted = revision;
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
