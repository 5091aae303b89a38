package org.registryfleet.audit.explanation;

import org.registryfleet.audit.timeline.ActionEffect;
import org.registryfleet.audit.timeline.DecisionEntry;
import org.registryfleet.audit.timeline.TimelineEntry;

import java.time.Instant;

/** One link of a chain of causes. */
public sealed interface ExplanationStep {

    Instant time();

    /** An external event. */
    record Event(TimelineEntry entry) implements ExplanationStep {

        @Override
        public Instant time() {
            return entry.time();
        }
    }

    /** A decision of a stage. */
    record Decision(DecisionEntry decided) implements ExplanationStep {

        @Override
        public Instant time() {
            return decided.reason().decidedAt();
        }
    }

    /** A write that was issued. */
    record Write(ActionEffect effect) implements ExplanationStep {

        /** The record may carry an earlier timestamp than the decision it belongs to. */
        @Override
        public Instant time() {
            var decidedAt = effect.asked().reason().decidedAt();
            return effect.time().isBefore(decidedAt) ? decidedAt : effect.time();
        }
    }
}
