package org.registryfleet.stage.decision;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Desired;

import java.time.Instant;
import java.util.List;

/**
 * What follows from a view.
 *
 * @param result null when there is nothing to say about the cluster yet
 * @param desired objects in the order in which they are to be written
 * @param rule name of the rule, stable across releases
 * @param reason one sentence for people
 * @param wakeAt when to decide again though nothing has happened; null for never
 */
public record Decision<R>(
        @Nullable R result,
        List<Desired> desired,
        String rule,
        String reason,
        @Nullable Instant wakeAt) {

    public Decision {
        desired = List.copyOf(desired);
    }

    /** A result that asks for nothing. */
    public static <R> Decision<R> of(R result, String rule, String reason) {
        return new Decision<>(result, List.of(), rule, reason, null);
    }

    /** Nothing can be said yet. */
    public static <R> Decision<R> waiting(String rule, String reason) {
        return new Decision<>(null, List.of(), rule, reason, null);
    }
}
