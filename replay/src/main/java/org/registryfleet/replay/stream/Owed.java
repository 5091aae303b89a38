package org.registryfleet.replay.stream;

import org.registryfleet.stage.stream.ClusterReplay.Published;

import java.time.Instant;
import java.util.List;

/**
 * What a step decided and the log does not show: it may follow, a crash may have kept it from the
 * log, or the step decided otherwise than today. The next step of the cluster tells.
 *
 * @param step what the log does show, all of it as decided
 */
record Owed(RecordedStep step, List<Published> missing) {

    Owed {
        missing = List.copyOf(missing);
    }

    /** Whether the step goes on with these records. */
    boolean isContinuedBy(RecordedStep next) {
        return next.step() == step.step() && next.decision().getDecidedAt().equals(decidedAt());
    }

    Instant decidedAt() {
        return step.decision().getDecidedAt();
    }
}
