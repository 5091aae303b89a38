package org.registryfleet.localfleet.faultrun;

import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.decision.Stage;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.stage.view.ObjectRef;

import java.time.Instant;
import java.util.function.Predicate;

/** A stage whose rules have a bug that only some clusters show, for some time. */
record BrokenRule<R>(Stage<R> stage, Predicate<String> isBroken) implements Stage<R> {

    static <R> StageDefinition<R> in(StageDefinition<R> sound, Predicate<String> isBroken) {
        return new StageDefinition<>(
                new BrokenRule<>(sound.stage(), isBroken),
                sound.codec(),
                sound.resultTopic(),
                sound.actionsTopic(),
                sound.outcomesTopic(),
                sound.upstream(),
                sound.settings());
    }

    @Override
    public String name() {
        return stage.name();
    }

    @Override
    public boolean concerns(ObjectRef ref) {
        return stage.concerns(ref);
    }

    @Override
    public Decision<R> decide(View<R> view, Instant now) {
        if (isBroken.test(view.cluster())) {
            throw new IllegalStateException("a rule with a bug");
        }
        return stage.decide(view, now);
    }
}
