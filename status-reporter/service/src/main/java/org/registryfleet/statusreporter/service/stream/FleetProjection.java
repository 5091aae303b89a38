package org.registryfleet.statusreporter.service.stream;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Action;
import org.registryfleet.events.Assignment;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.events.Decision;
import org.registryfleet.events.InventorySource;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.events.PolicyEvent;
import org.registryfleet.events.PolicyRollout;
import org.registryfleet.events.RegistryDeployed;
import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.fleetpolicy.rollout.PolicyFact;
import org.registryfleet.fleetpolicy.stream.AssignmentCodec;
import org.registryfleet.fleetpolicy.stream.FieldVerdicts;
import org.registryfleet.fleetpolicy.stream.FleetMembers;
import org.registryfleet.fleetpolicy.stream.PolicyEventCodec;
import org.registryfleet.fleetpolicy.stream.RolloutRecords;
import org.registryfleet.schemas.RecordKeyCheck;
import org.registryfleet.schemas.Topics;
import org.registryfleet.statusreporter.service.fleet.ActionOutcome;
import org.registryfleet.statusreporter.service.fleet.DecisionReason;
import org.registryfleet.statusreporter.service.fleet.FleetEvent;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.registryfleet.statusreporter.service.fleet.LastObservation;
import org.registryfleet.statusreporter.service.fleet.RecentAction;
import org.registryfleet.statusreporter.service.fleet.RecordPosition;
import org.registryfleet.statusreporter.service.fleet.RegisteredCluster;
import org.registryfleet.statusreporter.service.fleet.StageName;
import org.registryfleet.statusreporter.service.fleet.StageResult;
import org.registryfleet.statusreporter.stream.StatusCodec;

import java.util.Optional;

/** Projects records of the log onto the read model. Unknown records are skipped. */
public final class FleetProjection {

    private static final int LONGEST_CHANGE = 2_000;

    private final FleetView view;
    private final FleetMembers members;
    private final StatusCodec statuses = new StatusCodec();

    /**
     * Feeds both.
     *
     * @param members the clusters as policies select and compare them
     */
    public FleetProjection(FleetView view, FleetMembers members) {
        this.view = view;
        this.members = members;
    }

    /**
     * Applies one record.
     *
     * @param key cluster id; the name of a source for what the inventory reports
     * @param record null for a tombstone, which deregisters the cluster
     * @throws org.registryfleet.schemas.UndecodableEventException if the record is about another
     *     cluster than its key
     */
    public void accept(RecordPosition origin, String key, @Nullable SpecificRecord record) {
        if (record == null) {
            members.leave(key);
            view.accept(new FleetEvent.Deregistered(key));
            return;
        }
        RecordKeyCheck.require(key, record);
        switch (record) {
            case InventorySource report -> view.report(InventoryReports.summary(report));
            case PolicyRollout report -> view.report(RolloutRecords.read(report));
            case PolicyEvent event -> said(event);
            case Assignment assigned -> assigned(origin, key, assigned);
            default -> {
                event(origin, record).ifPresent(view::accept);
                members.take(key, record);
            }
        }
    }

    /** What people ask for has the same form; the stage's result tells of it. */
    private void assigned(RecordPosition origin, String cluster, Assignment record) {
        if (origin.topic().equals(Topics.ASSIGNMENTS)) {
            view.accept(new FleetEvent.Assigned(cluster, AssignmentCodec.decode(record)));
        }
    }

    /** Of the queue that rollouts are decided from, only what people say is shown. */
    private void said(PolicyEvent event) {
        switch (event.getType()) {
            case APPLIED, DELETED, STEPPED -> {
                if (PolicyEventCodec.decode(event) instanceof PolicyFact.Commanded command) {
                    view.said(command);
                }
            }
            case SEEN, LEFT, TICK, UNKNOWN -> {}
        }
    }

    /** A policy is withdrawn. */
    public void withdrawn(String policy) {
        view.withdraw(policy);
    }

    /**
     * The rules of a stage threw, or succeed again.
     *
     * @param error empty once they succeed again
     */
    public void rules(String cluster, String stage, String error) {
        StageName.of(stage)
                .ifPresent(name -> view.accept(new FleetEvent.Failed(cluster, name, error)));
    }

    /** A stage dropped its result of a deregistered cluster, which is no longer shown. */
    public void retracted(String cluster) {
        view.accept(new FleetEvent.Retracted(cluster));
    }

    private Optional<FleetEvent> event(RecordPosition origin, SpecificRecord record) {
        return switch (record) {
            case ClusterRegistration entry ->
                    Optional.of(new FleetEvent.Registered(entry.getCluster(), registration(entry)));
            case PlatformDetected platform ->
                    resulted(
                            platform.getCluster(),
                            StageName.PLATFORM,
                            result(origin, platform.getDecision(), platform));
            case StorageProvisioned storage ->
                    Optional.of(
                            new FleetEvent.Stored(
                                    storage.getCluster(),
                                    result(origin, storage.getDecision(), storage),
                                    AppliedStorageName.of(storage),
                                    FieldVerdicts.decode(storage.getPolicies())));
            case RegistryDeployed registry ->
                    resulted(
                            registry.getCluster(),
                            StageName.REGISTRY,
                            result(origin, registry.getDecision(), registry));
            case ClusterStatus status ->
                    Optional.of(
                            new FleetEvent.Reported(
                                    status.getCluster(),
                                    result(origin, status.getDecision(), status),
                                    statuses.decode(status)));
            case Action action -> asked(origin, action);
            case Outcome outcome ->
                    Optional.of(
                            new FleetEvent.OutcomeReported(
                                    outcome.getCluster(), outcome(origin, outcome)));
            case Observation observation -> Optional.of(observed(origin, observation));
            default -> Optional.empty();
        };
    }

    private static Optional<FleetEvent> resulted(
            String cluster, StageName stage, StageResult result) {
        return Optional.of(new FleetEvent.ResultPublished(cluster, stage, result));
    }

    private static Optional<FleetEvent> asked(RecordPosition origin, Action action) {
        return StageName.of(action.getStage())
                .map(
                        stage ->
                                new FleetEvent.ActionIssued(
                                        action.getCluster(), note(origin, stage, action)));
    }

    private static StageResult result(
            RecordPosition origin, Decision decision, SpecificRecord record) {
        return new StageResult(origin, reasoning(decision), RecordFields.of(record));
    }

    private static RegisteredCluster registration(ClusterRegistration entry) {
        return new RegisteredCluster(
                entry.getDisplayName(),
                entry.getLabels(),
                entry.getEndpoint(),
                RegisteredCluster.fingerprint(entry.getCredential()),
                entry.getMode().name(),
                entry.getPaused(),
                entry.getSimulated(),
                entry.getAdmission().name(),
                entry.getAdmissionReason(),
                entry.getSource(),
                entry.getSourceRef());
    }

    private static RecentAction note(RecordPosition origin, StageName stage, Action action) {
        var body = action.getBody();
        return new RecentAction(
                action.getId(),
                stage,
                origin,
                action.getVerb().name(),
                text(action.getObject()),
                body.length() > LONGEST_CHANGE ? body.substring(0, LONGEST_CHANGE) + "…" : body,
                action.getAttempt(),
                reasoning(action.getDecision()),
                null);
    }

    private static ActionOutcome outcome(RecordPosition origin, Outcome outcome) {
        return new ActionOutcome(
                outcome.getAction(),
                origin,
                outcome.getResult().name(),
                outcome.getCode(),
                outcome.getReason(),
                outcome.getMessage(),
                outcome.getFinishedAt());
    }

    private static FleetEvent observed(RecordPosition origin, Observation observation) {
        var cluster = observation.getCluster();
        var last = lastObservation(origin, observation);
        return switch (observation.getType()) {
            case SYNCED -> new FleetEvent.Listed(cluster, last, MissingRights.of(observation));
            case GAP ->
                    observation.getObject() == null
                            ? new FleetEvent.CredentialTold(cluster, last, null)
                            : new FleetEvent.ObjectObserved(cluster, last);
            case RESUMED -> new FleetEvent.CredentialTold(cluster, last, null);
            case CREDENTIAL ->
                    new FleetEvent.CredentialTold(cluster, last, observation.getCredentialEnds());
            case ADDED, MODIFIED, DELETED, RESYNC, CONTACT_LOST, CONTACT_RESTORED, UNKNOWN ->
                    new FleetEvent.ObjectObserved(cluster, last);
        };
    }

    private static LastObservation lastObservation(RecordPosition origin, Observation observation) {
        var object = observation.getObject();
        return new LastObservation(
                origin,
                observation.getType().name(),
                object == null ? "" : text(object),
                observation.getObservedAt());
    }

    private static DecisionReason reasoning(Decision decision) {
        var trigger = decision.getTrigger();
        return new DecisionReason(
                decision.getRule(),
                decision.getReason(),
                decision.getDecidedAt(),
                trigger == null
                        ? null
                        : new RecordPosition(
                                trigger.getTopic(), trigger.getPartition(), trigger.getOffset()));
    }

    private static String text(ObjectKey key) {
        return key.getNamespace().isEmpty()
                ? key.getKind() + " " + key.getName()
                : key.getKind() + " " + key.getNamespace() + "/" + key.getName();
    }
}
