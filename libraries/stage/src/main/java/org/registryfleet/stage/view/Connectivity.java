package org.registryfleet.stage.view;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Whether the watcher reaches the cluster.
 *
 * @param since when the state began; null while unknown
 * @param detail why the connection was lost
 */
public record Connectivity(State state, @Nullable Instant since, String detail) {

    public static Connectivity unknown() {
        return new Connectivity(State.UNKNOWN, null, "");
    }

    public boolean isLost() {
        return state == State.LOST;
    }

    /** Connection state of a cluster. */
    public enum State {
        UNKNOWN,
        CONNECTED,
        LOST
    }
}
