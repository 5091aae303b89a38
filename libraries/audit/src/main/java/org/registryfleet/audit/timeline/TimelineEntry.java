package org.registryfleet.audit.timeline;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.difference.FieldChange;
import org.registryfleet.audit.fact.FactEntry;
import org.registryfleet.audit.fact.LogPosition;

import java.time.Instant;
import java.util.List;

/**
 * An event and what it led to.
 *
 * @param place of the event; null when it was the passing of time
 * @param entry null when the event is the passing of time, or lies outside of what was read
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
     * How an observation relates to what was known.
     *
     * @param changes of the object against its observation before; of a first one there are none
     * @param action the effect of ours that it shows; empty for what others did
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
