package org.registryfleet.audit.timeline;

import org.registryfleet.audit.fact.UnreadableRecord;

import java.util.List;

/**
 * A cluster's history, oldest first.
 *
 * @param earlier how many chapters before these were left out, for want of room
 * @param unreadable records of the range that nobody can read; they are chapters too
 */
public record Timeline(List<TimelineEntry> entries, int earlier, UnreadableRecord unreadable) {

    public Timeline {
        entries = List.copyOf(entries);
    }
}
