package org.registryfleet.fleetpolicy.rollout;

import org.registryfleet.fleetpolicy.rollout.PolicyRollout.Pause;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.Progress;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.State;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /** Clusters of a stage that has begun, when too many of them cannot be reached. */
    private List<String> lost() {
        if (!rollout.hasWork()) {
            return List.of();
        }
        var lost = new TreeMap<Integer, List<String>>();
        var sizes = new TreeMap<Integer, Integer>();
        rollout.clusters.forEach(
                (cluster, one) -> {
                    int stage = rollout.stageOf(RolloutRules.target(fleet, cluster));
                    sizes.merge(stage, 1, Integer::sum);
                    if (one.is(Progress.SKIP)
                            && one.reason.equals(RolloutRules.UNREACHABLE)
                            && !one.accepted) {
                        lost.computeIfAbsent(stage, _ -> new ArrayList<>()).add(cluster);
                    }
                });
        return lost.entrySet().stream()
                .filter(stage -> rollout.undoing || stage.getKey() <= rollout.open)
                .filter(
                        stage ->
                                stage.getValue().size() * 100
                                        > sizes.getOrDefault(stage.getKey(), 0) * REACH)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(List.of());
    }
}
