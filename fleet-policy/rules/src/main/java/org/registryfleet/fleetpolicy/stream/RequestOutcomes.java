package org.registryfleet.fleetpolicy.stream;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.RequestState;
import org.registryfleet.fleetpolicy.assignment.RequestOutcome;

/** {@link RequestOutcome} as a part of a result's record and back. */
public final class RequestOutcomes {

    private RequestOutcomes() {}

    public static org.registryfleet.events.@Nullable RequestOutcome encode(
            @Nullable RequestOutcome outcome) {
        return outcome == null
                ? null
                : org.registryfleet.events.RequestOutcome.newBuilder()
                        .setId(outcome.id())
                        .setBy(outcome.by())
                        .setState(RequestState.valueOf(outcome.state().name()))
                        .setMessage(outcome.message())
                        .setSince(outcome.since())
                        .build();
    }

    /** A state that this release does not know counts as refused: nothing is written for it. */
    public static @Nullable RequestOutcome decode(
            org.registryfleet.events.@Nullable RequestOutcome outcome) {
        return outcome == null
                ? null
                : new RequestOutcome(
                        outcome.getId(),
                        outcome.getBy(),
                        outcome.getState() == RequestState.UNKNOWN
                                ? RequestOutcome.State.REFUSED
                                : RequestOutcome.State.valueOf(outcome.getState().name()),
                        outcome.getMessage(),
                        outcome.getSince());
    }
}
