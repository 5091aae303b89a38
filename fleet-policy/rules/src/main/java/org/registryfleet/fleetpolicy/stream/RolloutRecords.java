package org.registryfleet.fleetpolicy.stream;

import org.registryfleet.events.PolicyConflict;
import org.registryfleet.events.PolicyRollout;
import org.registryfleet.events.RolloutNote;
import org.registryfleet.events.RolloutStageCount;
import org.registryfleet.events.RolloutState;
import org.registryfleet.fleetpolicy.rollout.PolicyFact.Command;
import org.registryfleet.fleetpolicy.rollout.RolloutReport;
import org.registryfleet.fleetpolicy.rollout.RolloutReport.Progress;
import org.registryfleet.schemas.UndecodableEventException;

import java.util.Arrays;
import java.util.TreeMap;

/** {@link RolloutReport} as its record and back. */
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

    /**
     * The report of a record, without the name of the command that applied the policy.
     *
     * @throws UndecodableEventException when it has a state that this release does not know
     */
    public static RolloutReport read(PolicyRollout record) {
        return new RolloutReport(
                record.getPolicy(),
                record.getVersion(),
                record.getDocument(),
                new Command("", record.getPolicy(), record.getBy(), record.getReason()),
                record.getAt(),
                record.getConsent(),
                known(RolloutReport.State.class, record.getState().name()),
                record.getMessage(),
                record.getSince(),
                record.getStages().stream().map(RolloutRecords::read).toList(),
                new TreeMap<>(record.getCompliance()),
                record.getNotes().stream()
                        .map(
                                one ->
                                        new RolloutReport.ClusterNote(
                                                one.getCluster(),
                                                one.getStage(),
                                                known(Progress.class, one.getProgress()),
                                                one.getReason()))
                        .toList(),
                record.getConflicts().stream()
                        .map(
                                one ->
                                        new RolloutReport.FieldConflict(
                                                one.getCluster(),
                                                one.getField(),
                                                one.getPolicies()))
                        .toList(),
                new RolloutReport.Answer(record.getCommand(), record.getRefusal()));
    }

    private static RolloutReport.StageCount read(RolloutStageCount stage) {
        var clusters = new TreeMap<Progress, Integer>();
        stage.getClusters()
                .forEach((progress, count) -> clusters.put(known(Progress.class, progress), count));
        return new RolloutReport.StageCount(
                stage.getName(), stage.getOpen(), stage.getApproval(), clusters);
    }

    private static <E extends Enum<E>> E known(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UndecodableEventException(
                                        "a rollout is said to be \"%s\"".formatted(name),
                                        "this release does not know that; upgrade it"));
    }

    private static RolloutStageCount of(RolloutReport.StageCount stage) {
        var clusters = new TreeMap<String, Integer>();
        stage.clusters().forEach((progress, count) -> clusters.put(progress.name(), count));
        return new RolloutStageCount(stage.name(), stage.open(), stage.approval(), clusters);
    }
}
