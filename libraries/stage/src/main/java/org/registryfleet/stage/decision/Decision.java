package org.registryfleet.stage.decision;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Desired;

import java.time.Instant;
import java.util.List;

/**
 * The outcome of the rules: a result, the desired objects and the reason.
 *
 * @param result null when there is no result for the cluster yet
 * @param desired objects in the order in which they are to be written
 * @param rule name of the rule, stable across releases
 * @param reason one sentence for people
 * @param wakeAt when to decide again without a new record; null for never
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

    /** A result without desired objects. */
    public static <R> Decision<R> of(R result, String rule, String reason) {
        return new Decision<>(result, List.of(), rule, reason, null);
    }

    /** No result yet. */
    public static <R> Decision<R> waiting(String rule, String reason) {
        return new Decision<>(null, List.of(), rule, reason, null);
    }
}
