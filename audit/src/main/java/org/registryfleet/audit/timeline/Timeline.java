package org.registryfleet.audit.timeline;

import org.registryfleet.audit.fact.Unread;

import java.util.List;

/**
 * A cluster's history, oldest first.
 *
 * @param earlier how many chapters before these were left out, for want of room
 * @param unreadable records of the range that nobody can read; they are chapters too
 */
public record Timeline(List<Chapter> chapters, int earlier, Unread unreadable) {

    public Timeline {
        chapters = List.copyOf(chapters);
    }
}
