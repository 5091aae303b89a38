package org.registryfleet.audit.timeline;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.fact.Place;

import java.time.Instant;
import java.util.List;

/**
 * What a decision asked for and what came of it.
 *
 * @param outcome null while there is none
 * @param followers decisions that the outcome led to
 */
public record Effect(
        Place place,
        Instant time,
        Fact.Asked asked,
        @Nullable Outcome outcome,
        List<Decided> followers) {

    public Effect {
        followers = List.copyOf(followers);
    }

    /** The answer and when it was written. */
    public record Outcome(Place place, Instant time, Fact.Answered answered) {}
}
