package org.registryfleet.fleetpolicy.rollout;

import org.jspecify.annotations.Nullable;
import org.registryfleet.fleetpolicy.assignment.FieldVerdict;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.Answer;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.ClusterNote;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.FieldConflict;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.Progress;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.StageCount;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.State;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** A rollout as people are shown it. */
final class RolloutReports {

    private RolloutReports() {}

    static RolloutReport of(
            PolicyRollout rollout,
            SortedMap<String, PolicyTarget> fleet,
            FieldConflicts conflicts,
            @Nullable Answer answer) {
        boolean asks = rollout.state == State.RUNNING && !rollout.awaited.isEmpty();
        return new RolloutReport(
                rollout.policy().name(),
                rollout.version,
                rollout.applied.document(),
                rollout.applied.command(),
                rollout.applied.at(),
                rollout.applied.consent(),
                asks ? State.APPROVAL : rollout.state,
                asks ? "the stage %s needs an approval".formatted(rollout.awaited) : rollout.reason,
                rollout.since,
                stages(rollout, fleet),
                compliance(rollout, fleet),
                notes(rollout, fleet),
                conflicts(rollout, conflicts),
                answer == null ? new Answer("", "") : answer);
    }

    private static List<StageCount> stages(
            PolicyRollout rollout, SortedMap<String, PolicyTarget> fleet) {
        if (rollout.state == State.INFORM) {
            return List.of();
        }
        var settings = rollout.settings();
        var counts = new ArrayList<EnumMap<Progress, Integer>>();
        settings.stages().forEach(_ -> counts.add(new EnumMap<>(Progress.class)));
        rollout.clusters.forEach(
                (cluster, one) -> {
                    var target = fleet.get(cluster);
                    if (target != null) {
                        counts.get(rollout.stageOf(target)).merge(one.progress, 1, Integer::sum);
                    }
                });
        var stages = new ArrayList<StageCount>();
        for (int index = 0; index < counts.size(); index++) {
            var stage = settings.stages().get(index);
            stages.add(
                    new StageCount(
                            stage.name(),
                            index <= rollout.open,
                            stage.approval() && !rollout.approved.contains(stage.name()),
                            new TreeMap<>(counts.get(index))));
        }
        return stages;
    }

    private static SortedMap<String, Integer> compliance(
            PolicyRollout rollout, SortedMap<String, PolicyTarget> fleet) {
        var counts = new TreeMap<String, Integer>();
        fleet.forEach(
                (cluster, target) -> {
                    if (rollout.policy().placement().objection(target.member(cluster)).isEmpty()) {
                        counts.merge(
                                worst(rollout, target).name().toLowerCase(Locale.ROOT),
                                1,
                                Integer::sum);
                    }
                });
        return counts;
    }

    /** What a cluster is called by; one that nobody has compared is unknown. */
    private static FieldVerdict.State worst(PolicyRollout rollout, PolicyTarget target) {
        return target.verdicts().stream()
                .filter(one -> one.policy().equals(rollout.policy().name()))
                .filter(one -> one.version() == rollout.version)
                .map(FieldVerdict::state)
                .max((a, b) -> Integer.compare(weight(a), weight(b)))
                .orElse(FieldVerdict.State.UNKNOWN);
    }

    private static int weight(FieldVerdict.State state) {
        return switch (state) {
            case COMPLIANT -> 0;
            case RESTORED -> 1;
            case PENDING -> 2;
            case NON_COMPLIANT -> 3;
            case REFUSED -> 4;
            case CONTESTED -> 5;
            case UNKNOWN -> 6;
        };
    }

    private static List<ClusterNote> notes(
            PolicyRollout rollout, SortedMap<String, PolicyTarget> fleet) {
        var notes = new ArrayList<ClusterNote>();
        rollout.clusters.forEach(
                (cluster, one) -> {
                    var target = fleet.get(cluster);
                    boolean isTold = one.hasFailed() || one.is(Progress.SKIP);
                    if (target != null && isTold && notes.size() < RolloutReport.MOST) {
                        notes.add(
                                new ClusterNote(
                                        cluster,
                                        rollout.stage(target).name(),
                                        one.progress,
                                        one.reason));
                    }
                });
        return notes;
    }

    private static List<FieldConflict> conflicts(PolicyRollout rollout, FieldConflicts conflicts) {
        var told = new ArrayList<FieldConflict>();
        conflicts
                .all()
                .forEach(
                        (cluster, fields) ->
                                fields.forEach(
                                        (field, policies) -> {
                                            if (policies.contains(rollout.policy().name())
                                                    && told.size() < RolloutReport.MOST) {
                                                told.add(
                                                        new FieldConflict(
                                                                cluster,
                                                                field.toString(),
                                                                policies));
                                            }
                                        }));
        return told;
    }
}
