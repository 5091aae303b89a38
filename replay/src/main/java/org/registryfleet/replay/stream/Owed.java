package org.registryfleet.replay.stream;

import java.time.Instant;
import java.util.List;

/**
 * What a step decided and the log does not show: it may follow, a crash may have kept it from the
 * log, or the step decided otherwise than today. The next step of the cluster tells.
 *
 * @param step what the log does show, all of it as decided
 * @param counted a silent step that it tells of came out otherwise, so the step is counted already
 */
record Owed(RecordedStep step, List<Decided> missing, boolean counted) {

    Owed {
        missing = List.copyOf(missing);
    }

    /** Whether the step goes on with these records. */
    boolean isContinuedBy(RecordedStep next) {
        return next.step() == step.step() && next.decision().getDecidedAt().equals(decidedAt());
    }

    /** What is left when more of it has come. */
    Owed after(RecordedStep more, List<Decided> rest) {
        return new Owed(more, rest, counted);
    }

    Instant decidedAt() {
        return step.decision().getDecidedAt();
    }
}
