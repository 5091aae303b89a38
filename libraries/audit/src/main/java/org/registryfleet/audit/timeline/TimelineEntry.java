package org.registryfleet.audit.timeline;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.difference.FieldChange;
import org.registryfleet.audit.fact.FactEntry;
import org.registryfleet.audit.fact.LogPosition;

import java.time.Instant;
import java.util.List;

/**
 * An observation or timer, and what it led to.
 *
 * @param place position of the event; null for a timer
 * @param entry null for a timer, or if the record lies outside of what was read
 */
public record TimelineEntry(
        Instant time,
        @Nullable LogPosition place,
        @Nullable FactEntry entry,
        ObservedChange observed,
        List<DecisionEntry> decisions) {

    public TimelineEntry {
        decisions = List.copyOf(decisions);
    }

    /**
     * How an observation relates to the previous state.
     *
     * @param changes against the object's previous observation; empty for a first one
     * @param action our own action that it shows; empty for changes by others
     */
    public record ObservedChange(List<FieldChange> changes, String action) {

        public ObservedChange {
            changes = List.copyOf(changes);
        }

        public boolean isOurs() {
            return !action.isEmpty();
        }
    }
}
