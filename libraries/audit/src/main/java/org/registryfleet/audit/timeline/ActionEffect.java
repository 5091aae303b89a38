package org.registryfleet.audit.timeline;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.fact.LogPosition;

import java.time.Instant;
import java.util.List;

/**
 * What a decision asked for and what came of it.
 *
 * @param outcome null while there is none
 * @param followers decisions that the outcome led to
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

    /** The answer and when it was written. */
    public record Outcome(LogPosition place, Instant time, Fact.OutcomeReported answered) {}
}
