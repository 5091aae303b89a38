package org.registryfleet.stage.view;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Whether the watcher reaches the cluster.
 *
 * @param since when the state began; null while unknown
 * @param detail why contact was lost
 */
public record Contact(State state, @Nullable Instant since, String detail) {

    public static Contact unknown() {
        return new Contact(State.UNKNOWN, null, "");
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
