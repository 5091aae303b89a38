package org.registryfleet.regfleet.audit;

import org.registryfleet.replay.ReplayedStages;
import org.registryfleet.stage.change.Change;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.change.Drift;
import org.registryfleet.stage.decision.Decision;
import org.registryfleet.stage.decision.Stage;
import org.registryfleet.stage.decision.View;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Unreadable;

import java.time.Instant;
import java.util.Set;

/**
 * A stage that knows what the fleet may not list, as the running service does: it creates nothing
 * there, since that would overlook what exists. It also sees what lies outside the cluster, such as
 * buckets: the service knows it from outcomes.
 */
record BlindSpots<R>(Stage<R> original, Set<Unreadable> forbidden) implements Stage<R> {

    /** All stages with the same blind spots. */
    static ReplayedStages in(ReplayedStages stages, Set<Unreadable> forbidden) {
        return new ReplayedStages(
                in(stages.platform(), forbidden),
                in(stages.storage(), forbidden),
                in(stages.registry(), forbidden),
                in(stages.status(), forbidden));
    }

    private static <R> StageDefinition<R> in(
            StageDefinition<R> definition, Set<Unreadable> forbidden) {
        return new StageDefinition<>(
                new BlindSpots<>(definition.stage(), forbidden),
                definition.codec(),
                definition.resultTopic(),
                definition.actionsTopic(),
                definition.outcomesTopic(),
                definition.upstream(),
                definition.settings());
    }

    @Override
    public String name() {
        return original.name();
    }

    @Override
    public boolean concerns(ObjectRef ref) {
        return original.concerns(ref) || ref.liesOutside();
    }

    @Override
    public Decision<R> decide(View<R> view, Instant now) {
        var limited = view.withUnreadable(forbidden);
        var decision = original.decide(limited, now);
        var desired = decision.desired().stream().filter(one -> !isBlind(one, limited)).toList();
        return new Decision<>(
                decision.result(), desired, decision.rule(), decision.reason(), decision.wakeAt());
    }

    private static boolean isBlind(Desired desired, View<?> view) {
        return view.isUnreadable(desired.ref())
                && Drift.between(desired, view.objects())
                        .filter(change -> change instanceof Change.Create)
                        .isPresent();
    }
}
