package org.registryfleet.fleetpolicy.stream;

import org.registryfleet.events.PolicyConflict;
import org.registryfleet.events.PolicyRollout;
import org.registryfleet.events.RolloutNote;
import org.registryfleet.events.RolloutStageCount;
import org.registryfleet.events.RolloutState;
import org.registryfleet.fleetpolicy.rollout.RolloutReport;

import java.util.TreeMap;

/** {@link RolloutReport} as its record. */
public final class RolloutRecords {

    private RolloutRecords() {}

    public static PolicyRollout of(RolloutReport report) {
        return PolicyRollout.newBuilder()
                .setPolicy(report.policy())
                .setVersion(report.version())
                .setDocument(report.document())
                .setBy(report.applied().by())
                .setReason(report.applied().reason())
                .setAt(report.appliedAt())
                .setConsent(report.consent())
                .setState(RolloutState.valueOf(report.state().name()))
                .setMessage(report.reason())
                .setSince(report.since())
                .setStages(report.stages().stream().map(RolloutRecords::of).toList())
                .setCompliance(report.compliance())
                .setNotes(
                        report.notes().stream()
                                .map(
                                        one ->
                                                new RolloutNote(
                                                        one.cluster(),
                                                        one.stage(),
                                                        one.progress().name(),
                                                        one.reason()))
                                .toList())
                .setConflicts(
                        report.conflicts().stream()
                                .map(
                                        one ->
                                                new PolicyConflict(
                                                        one.cluster(), one.field(), one.policies()))
                                .toList())
                .setCommand(report.answer().command())
                .setRefusal(report.answer().refusal())
                .build();
    }

    private static RolloutStageCount of(RolloutReport.StageCount stage) {
        var clusters = new TreeMap<String, Integer>();
        stage.clusters().forEach((progress, count) -> clusters.put(progress.name(), count));
        return new RolloutStageCount(stage.name(), stage.open(), stage.approval(), clusters);
    }
}
