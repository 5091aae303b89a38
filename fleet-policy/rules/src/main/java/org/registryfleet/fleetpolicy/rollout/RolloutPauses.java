package org.registryfleet.fleetpolicy.rollout;

import org.registryfleet.fleetpolicy.rollout.PolicyRollout.Pause;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.Progress;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.State;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** When a rollout pauses by itself. */
record RolloutPauses(PolicyRollout rollout, SortedMap<String, PolicyTarget> fleet, Instant now) {

    /** Share of a stage that may be out of reach, in percent. */
    private static final int REACH = 20;

    /** Failures and lost clusters pause a rollout until a person, or their end, lets it go on. */
    void judge() {
        var failed = failed();
        var lost = lost();
        var cause =
                failed.size() > rollout.settings().maxFailures()
                        ? Pause.FAILURES
                        : lost.isEmpty() ? Pause.NONE : Pause.UNREACHABLE;
        if (rollout.pause == Pause.PERSON) {
            return;
        }
        if (cause == Pause.NONE) {
            if (rollout.pause != Pause.NONE) {
                rollout.goOn(now);
            }
            return;
        }
        rollout.pause = cause;
        var names = cause == Pause.FAILURES ? failed : lost;
        rollout.become(
                State.PAUSED,
                "%d %s: %s"
                        .formatted(
                                names.size(),
                                cause == Pause.FAILURES ? "failed" : RolloutRules.UNREACHABLE,
                                String.join(", ", names.subList(0, Math.min(names.size(), 5)))),
                now);
    }

    private List<String> failed() {
        var failed = new ArrayList<String>();
        rollout.clusters.forEach(
                (cluster, one) -> {
                    if (one.hasFailed() && !one.accepted) {
                        failed.add(cluster);
                    }
                });
        return failed;
    }

    /** Clusters of the stage that is under way, when too many of them cannot be reached. */
    private List<String> lost() {
        var lost = new ArrayList<String>();
        int size = 0;
        boolean hasWork = false;
        for (var entry : rollout.clusters.entrySet()) {
            var one = entry.getValue();
            if (!rollout.undoing
                    && rollout.stageOf(RolloutRules.target(fleet, entry.getKey()))
                            != rollout.open) {
                continue;
            }
            size++;
            hasWork |= one.is(Progress.TO_APPLY);
            if (one.is(Progress.SKIP)
                    && one.reason.equals(RolloutRules.UNREACHABLE)
                    && !one.accepted) {
                lost.add(entry.getKey());
            }
        }
        return hasWork && lost.size() * 100 > size * REACH ? lost : List.of();
    }
}
