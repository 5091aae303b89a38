package org.registryfleet.audit.explanation;

import org.registryfleet.audit.timeline.ActionEffect;
import org.registryfleet.audit.timeline.DecisionEntry;
import org.registryfleet.audit.timeline.TimelineEntry;

import java.time.Instant;

/** One link of a chain of reasons. */
public sealed interface ExplanationStep {

    Instant time();

    /** Something happened. */
    record Event(TimelineEntry entry) implements ExplanationStep {

        @Override
        public Instant time() {
            return entry.time();
        }
    }

    /** A stage decided. */
    record Decision(DecisionEntry decided) implements ExplanationStep {

        @Override
        public Instant time() {
            return decided.reason().decidedAt();
        }
    }

    /** A write was asked for. */
    record Write(ActionEffect effect) implements ExplanationStep {

        /** Its record may bear an earlier millisecond than the decision it belongs to. */
        @Override
        public Instant time() {
            var decidedAt = effect.asked().reason().decidedAt();
            return effect.time().isBefore(decidedAt) ? decidedAt : effect.time();
        }
    }
}
