package org.registryfleet.fleetpolicy.assignment;

import java.time.Instant;

/**
 * What became of the last request about a cluster.
 *
 * @param message why it waits or was refused; empty when there is nothing to say
 * @param since when the stage first decided about it
 */
public record RequestOutcome(String id, String by, State state, String message, Instant since) {

    /** Where a request stands. All but PENDING are final: a request is carried out once. */
    public enum State {
        PENDING,
        DONE,
        REFUSED,
        EXPIRED
    }

    public boolean isFinal() {
        return state != State.PENDING;
    }
}
