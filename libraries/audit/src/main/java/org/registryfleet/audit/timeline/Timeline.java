package org.registryfleet.audit.timeline;

import org.registryfleet.audit.fact.UnreadableRecord;

import java.util.List;

/**
 * A cluster's history, oldest entry first.
 *
 * @param earlier number of earlier entries that were dropped to respect the limit
 * @param unreadable records of the range that could not be decoded; they appear as entries too
 */
public record Timeline(List<TimelineEntry> entries, int earlier, UnreadableRecord unreadable) {

    public Timeline {
        entries = List.copyOf(entries);
    }
}
