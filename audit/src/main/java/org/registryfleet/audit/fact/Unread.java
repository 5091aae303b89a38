package org.registryfleet.audit.fact;

import java.util.ArrayList;
import java.util.List;

/**
 * Records that nobody can read: a gap in what is known.
 *
 * @param count how many
 * @param first some of them by place, so that somebody can look
 */
public record Unread(int count, List<Entry> first) {

    /** Everything could be read. */
    public static final Unread NONE = new Unread(0, List.of());

    private static final int NAMED = 5;

    public Unread {
        first = List.copyOf(first);
    }

    public boolean isNone() {
        return count == 0;
    }

    /** With one more. */
    public Unread and(Entry entry) {
        var more = new ArrayList<>(first);
        if (more.size() < NAMED) {
            more.add(entry);
        }
        return new Unread(count + 1, more);
    }
}
