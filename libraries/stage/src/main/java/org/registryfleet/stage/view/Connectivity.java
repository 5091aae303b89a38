package org.registryfleet.stage.view;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Whether the watcher reaches the cluster.
 *
 * @param since when the state began; null while unknown
 * @param detail why contact was lost
 */
public record Connectivity(State state, @Nullable Instant since, String detail) {

    public static Connectivity unknown() {
        return new Connectivity(State.UNKNOWN, null, "");
    }

    public boolean isLost() {
        return state == State.LOST;
    }

    /** From never heard of to heard of and lost. */
    public enum State {
        UNKNOWN,
        CONNECTED,
        LOST
    }
}
