package org.registryfleet.audit.timeline;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.fact.LogPosition;

import java.time.Instant;
import java.util.List;

/**
 * An action that a decision issued, and its outcome.
 *
 * @param outcome null until reported
 * @param followers decisions triggered by the outcome
 */
public record ActionEffect(
        LogPosition place,
        Instant time,
        Fact.ActionIssued asked,
        @Nullable Outcome outcome,
        List<DecisionEntry> followers) {

    public ActionEffect {
        followers = List.copyOf(followers);
    }

    /** The outcome and its timestamp. */
    public record Outcome(LogPosition place, Instant time, Fact.OutcomeReported answered) {}
}
