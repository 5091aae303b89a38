package org.registryfleet.fleetpolicy.rollout;

import org.jspecify.annotations.Nullable;
import org.registryfleet.fleetpolicy.rollout.PolicyRollout.Pause;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.Progress;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.State;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Which cluster is changed when. A stage begins when those before it are through; within a stage so
 * many clusters are changed at once that neither its concurrency nor what may be out of order is
 * exceeded. Time is that of the facts.
 */
final class RolloutRules {

    static final String UNREACHABLE = "unreachable";
    static final String NOT_WRITTEN = "paused, hibernating, or only observed";
    static final String NOT_COMPARED = "not compared yet";
    static final String NOTHING_TO_UNDO = "nothing to undo";
    static final String CONFLICT = "conflict about ";

    /** How long a cluster may take to be compared with a new version before it is skipped. */
    static final Duration COMPARISON = Duration.ofMinutes(1);

    private final PolicyRollout rollout;
    private final SortedMap<String, PolicyTarget> fleet;
    private final FieldConflicts conflicts;
    private final Instant now;
    private final RolloutVerdicts verdicts;
    private final RolloutPauses pauses;

    private RolloutRules(
            PolicyRollout rollout,
            SortedMap<String, PolicyTarget> fleet,
            FieldConflicts conflicts,
            Instant now) {
        this.rollout = rollout;
        this.fleet = fleet;
        this.conflicts = conflicts;
        this.now = now;
        this.verdicts = new RolloutVerdicts(rollout, conflicts);
        this.pauses = new RolloutPauses(rollout, fleet, now);
    }

    /** Takes in who belongs to the policy; joining and leaving end nothing. */
    static void join(PolicyRollout rollout, SortedMap<String, PolicyTarget> fleet, Instant now) {
        if (!rollout.policy().enforcement().enforces()) {
            return;
        }
        var placement = rollout.policy().placement();
        var selected = new HashSet<String>();
        fleet.forEach(
                (cluster, target) -> {
                    if (placement.objection(target.member(cluster)).isEmpty()) {
                        selected.add(cluster);
                        rollout.clusters.computeIfAbsent(cluster, _ -> new ClusterProgress(now));
                    }
                });
        rollout.clusters.keySet().retainAll(selected);
    }

    /** Brings the rollout as far as the facts allow. */
    static void advance(
            PolicyRollout rollout,
            SortedMap<String, PolicyTarget> fleet,
            FieldConflicts conflicts,
            Instant now) {
        if (rollout.state != State.INFORM) {
            new RolloutRules(rollout, fleet, conflicts, now).advance();
            rollout.prune();
        }
    }

    private void advance() {
        rollout.clusters.forEach((cluster, one) -> observe(cluster, target(cluster), one));
        if (rollout.state == State.ABORTED) {
            return;
        }
        boolean isOver = rollout.state == State.SUCCEEDED || rollout.state == State.UNDONE;
        if (isOver && rollout.hasWork()) {
            rollout.goOn(now);
        }
        if (rollout.pause == Pause.NONE && !rollout.undoing) {
            openStages();
        }
        int before;
        do {
            before = rollout.open;
            pauses.judge();
            if (rollout.pause != Pause.NONE) {
                return;
            }
            start();
            if (!rollout.undoing) {
                openStages();
            }
        } while (rollout.open > before);
        finish();
    }

    private PolicyTarget target(String cluster) {
        return target(fleet, cluster);
    }

    static PolicyTarget target(SortedMap<String, PolicyTarget> fleet, String cluster) {
        var target = fleet.get(cluster);
        if (target == null) {
            throw new IllegalStateException(cluster + " is not in the fleet");
        }
        return target;
    }

    private void observe(String cluster, PolicyTarget target, ClusterProgress one) {
        var obstacle = obstacle(cluster, target);
        switch (one.progress) {
            case PROGRESSING -> {
                if (obstacle.isPresent()) {
                    one.stops(Progress.SKIP, obstacle.get(), now);
                } else {
                    settle(cluster, target, one);
                }
            }
            case TO_APPLY, SKIP -> {
                if (rollout.undoing && !one.touched) {
                    one.becomes(Progress.SKIP, NOTHING_TO_UNDO, now);
                    return;
                }
                var why = obstacle.or(() -> objection(cluster, target, one));
                if (why.isEmpty() && one.is(Progress.SKIP)) {
                    one.accepted = false;
                }
                one.becomes(
                        why.isPresent() ? Progress.SKIP : Progress.TO_APPLY, why.orElse(""), now);
            }
            case SUCCEEDED, FAILED, TIME_OUT -> {}
        }
    }

    /** What keeps the fleet from changing the cluster, whatever it is to become. */
    private Optional<String> obstacle(String cluster, PolicyTarget target) {
        if (!target.reachable()) {
            return Optional.of(UNREACHABLE);
        }
        if (!target.writable()) {
            return Optional.of(NOT_WRITTEN);
        }
        var contradicting = conflicts.of(cluster);
        return rollout.undoing || contradicting.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%s%s of %s"
                                .formatted(
                                        CONFLICT,
                                        contradicting.firstKey(),
                                        String.join(
                                                " and ", contradicting.firstEntry().getValue())));
    }

    /** What speaks against beginning with the cluster, as its stages have found. */
    private Optional<String> objection(String cluster, PolicyTarget target, ClusterProgress one) {
        if (rollout.undoing) {
            return Optional.empty();
        }
        if (!verdicts.isCompared(target)) {
            boolean isLate = !now.isBefore(one.since.plus(COMPARISON));
            return one.is(Progress.SKIP) || isLate ? Optional.of(NOT_COMPARED) : Optional.empty();
        }
        return verdicts.problem(cluster, target, rollout.version);
    }

    private void settle(String cluster, PolicyTarget target, ClusterProgress one) {
        var problem = verdicts.problem(cluster, target, one.released);
        if (!rollout.undoing && problem.isPresent()) {
            one.stops(Progress.FAILED, problem.get(), now);
            return;
        }
        one.judge(verdicts.isGood(cluster, target, one.released), now);
        var good = one.goodSince;
        if (one.relapses > ClusterProgress.RELAPSES) {
            one.stops(Progress.FAILED, "it keeps falling back: " + target.summary(), now);
        } else if (good != null && !now.isBefore(good.plus(soak(target)))) {
            succeed(one);
        } else if (good == null
                && !now.isBefore(one.since.plus(rollout.settings().progressDeadline()))) {
            one.stops(
                    Progress.TIME_OUT,
                    problem.orElse("not as wanted in time; the registry is " + target.summary()),
                    now);
        }
    }

    private void succeed(ClusterProgress one) {
        if (rollout.undoing) {
            one.stops(Progress.SUCCEEDED, "", now);
            one.touched = false;
        } else {
            one.becomes(
                    one.released == rollout.version ? Progress.SUCCEEDED : Progress.TO_APPLY,
                    "",
                    now);
        }
    }

    private Duration soak(PolicyTarget target) {
        return rollout.undoing ? Duration.ZERO : rollout.stage(target).minSuccessTime();
    }

    /** A stage is open while those before it are through and it has the approval that it needs. */
    private void openStages() {
        var stages = rollout.settings().stages();
        rollout.awaited = "";
        rollout.open = -1;
        while (rollout.open < stages.size() - 1 && isThrough()) {
            var next = stages.get(rollout.open + 1);
            if (next.approval()
                    && !rollout.approved.contains(next.name())
                    && isNeeded(rollout.open + 1)) {
                rollout.awaited = next.name();
                return;
            }
            rollout.open++;
        }
    }

    private boolean isThrough() {
        return rollout.clusters.entrySet().stream()
                .filter(one -> rollout.stageOf(target(one.getKey())) <= rollout.open)
                .map(Map.Entry::getValue)
                .noneMatch(one -> one.is(Progress.TO_APPLY) || one.is(Progress.PROGRESSING));
    }

    /** A stage of which nothing is left to do asks nobody. */
    private boolean isNeeded(int stage) {
        return rollout.clusters.entrySet().stream()
                .filter(one -> rollout.stageOf(target(one.getKey())) == stage)
                .anyMatch(one -> one.getValue().is(Progress.TO_APPLY));
    }

    private void start() {
        var window = rollout.settings().window();
        if (!rollout.undoing && window != null && !window.isOpen(now)) {
            return;
        }
        var busy = busy();
        var changing = new HashMap<Integer, Integer>();
        rollout.clusters.forEach(
                (cluster, one) -> {
                    if (one.is(Progress.PROGRESSING)) {
                        changing.merge(rollout.stageOf(target(cluster)), 1, Integer::sum);
                    }
                });
        for (var cluster : order()) {
            start(cluster, busy, changing);
        }
    }

    /** Stage by stage and by name; the other way round when it is undone. */
    private List<String> order() {
        var order = new ArrayList<>(rollout.clusters.keySet());
        order.sort(
                (a, b) -> {
                    int byStage =
                            Integer.compare(rollout.stageOf(target(a)), rollout.stageOf(target(b)));
                    return byStage != 0 ? byStage : a.compareTo(b);
                });
        return rollout.undoing ? order.reversed() : order;
    }

    private void start(String cluster, Set<String> busy, Map<Integer, Integer> changing) {
        var one = rollout.clusters.get(cluster);
        var target = target(cluster);
        int stage = rollout.stageOf(target);
        if (one == null || !one.is(Progress.TO_APPLY) || !isOpen(stage)) {
            return;
        }
        if (!rollout.undoing) {
            if (!verdicts.isCompared(target)) {
                return;
            }
            if (verdicts.isMet(cluster, target, rollout.version)) {
                one.begins(rollout.version, now);
                one.becomes(Progress.SUCCEEDED, "", now);
                return;
            }
        }
        int size =
                (int)
                        rollout.clusters.keySet().stream()
                                .filter(other -> rollout.stageOf(target(other)) == stage)
                                .count();
        int inStage = changing.getOrDefault(stage, 0);
        int allowed = rollout.settings().maxUnavailable().upTo(rollout.clusters.size());
        if (inStage >= rollout.stage(target).maxConcurrency().atMost(size)
                || (!busy.contains(cluster) && busy.size() >= allowed)) {
            return;
        }
        one.begins(rollout.undoing && one.released != 0 ? one.released : rollout.version, now);
        busy.add(cluster);
        changing.merge(stage, 1, Integer::sum);
    }

    private boolean isOpen(int stage) {
        return rollout.undoing || stage <= rollout.open;
    }

    /** Clusters that are changing or out of order. */
    private Set<String> busy() {
        var busy = new HashSet<String>();
        rollout.clusters.forEach(
                (cluster, one) -> {
                    if (one.is(Progress.PROGRESSING) || target(cluster).isUnavailable()) {
                        busy.add(cluster);
                    }
                });
        return busy;
    }

    private void finish() {
        boolean isThrough =
                rollout.undoing || rollout.open == rollout.settings().stages().size() - 1;
        if (isThrough && !rollout.hasWork()) {
            rollout.become(rollout.undoing ? State.UNDONE : State.SUCCEEDED, "", now);
        } else {
            rollout.become(
                    rollout.undoing ? State.UNDOING : State.RUNNING, waits().orElse(""), now);
        }
    }

    private Optional<String> waits() {
        var window = rollout.settings().window();
        if (!rollout.undoing && window != null && !window.isOpen(now)) {
            return Optional.of("waits for its window");
        }
        int allowed = rollout.settings().maxUnavailable().upTo(rollout.clusters.size());
        boolean isChanging =
                rollout.clusters.values().stream().anyMatch(one -> one.is(Progress.PROGRESSING));
        return !isChanging && rollout.awaited.isEmpty() && busy().size() >= allowed
                ? Optional.of("waits: %d clusters are out of order".formatted(busy().size()))
                : Optional.empty();
    }

    /** When time alone will change something; null when it will not. */
    static @Nullable Instant due(
            PolicyRollout rollout, SortedMap<String, PolicyTarget> fleet, Instant now) {
        if (rollout.state == State.INFORM || rollout.state == State.ABORTED) {
            return null;
        }
        Instant due = null;
        for (var entry : rollout.clusters.entrySet()) {
            var one = entry.getValue();
            var target = fleet.get(entry.getKey());
            Instant next = null;
            if (one.is(Progress.PROGRESSING) && target != null) {
                var good = one.goodSince;
                next =
                        good == null
                                ? one.since.plus(rollout.settings().progressDeadline())
                                : good.plus(
                                        rollout.undoing
                                                ? Duration.ZERO
                                                : rollout.stage(target).minSuccessTime());
            } else if (one.is(Progress.TO_APPLY) && one.since.plus(COMPARISON).isAfter(now)) {
                next = one.since.plus(COMPARISON);
            }
            due = due == null || (next != null && next.isBefore(due)) ? next : due;
        }
        var window = rollout.settings().window();
        boolean waits = window != null && rollout.hasWork() && !window.isOpen(now);
        var opens = waits && window != null ? window.next(now) : null;
        return due == null || (opens != null && opens.isBefore(due)) ? opens : due;
    }
}
