package org.registryfleet.audit.explanation;

import org.registryfleet.audit.timeline.Chapter;
import org.registryfleet.audit.timeline.Decided;
import org.registryfleet.audit.timeline.Effect;

import java.time.Instant;

/** One link of a chain of reasons. */
public sealed interface Step {

    Instant time();

    /** Something happened. */
    record Event(Chapter chapter) implements Step {

        @Override
        public Instant time() {
            return chapter.time();
        }
    }

    /** A stage decided. */
    record Decision(Decided decided) implements Step {

        @Override
        public Instant time() {
            return decided.reason().decidedAt();
        }
    }

    /** A write was asked for. */
    record Write(Effect effect) implements Step {

        /** Its record may bear an earlier millisecond than the decision it belongs to. */
        @Override
        public Instant time() {
            var decidedAt = effect.asked().reason().decidedAt();
            return effect.time().isBefore(decidedAt) ? decidedAt : effect.time();
        }
    }
}
