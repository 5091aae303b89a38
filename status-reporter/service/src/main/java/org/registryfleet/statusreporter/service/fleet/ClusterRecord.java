package org.registryfleet.statusreporter.service.fleet;

import org.jspecify.annotations.Nullable;
import org.registryfleet.statusreporter.summary.ClusterStatusState;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The read model of one cluster. Bounded: the latest result of each stage, and the latest actions
 * and observations.
 *
 * @param registration null for a cluster that is not, or no longer, registered
 * @param status null before the first status
 * @param switches number of storage switches
 * @param failures errors of stages whose rules threw, by stage
 * @param watch what its watch may not read, and when its credential ends
 * @param policies what policies want of it, and what has become of that
 */
public record ClusterRecord(
        String id,
        @Nullable RegisteredCluster registration,
        @Nullable ClusterStatusState status,
        Map<StageName, StageResult> results,
        StorageSwitches switches,
        RecentActions recentActions,
        List<LastObservation> observations,
        Map<StageName, String> failures,
        WatchFindings watch,
        AssignedFields policies) {

    /** The number of observations kept per cluster. */
    static final int OBSERVATIONS = 60;

    static ClusterRecord of(String id) {
        return new ClusterRecord(
                id,
                null,
                null,
                Map.of(),
                StorageSwitches.NONE,
                RecentActions.empty(),
                List.of(),
                Map.of(),
                WatchFindings.NONE,
                AssignedFields.NONE);
    }

    /** Applies an event. */
    ClusterRecord with(FleetEvent event) {
        return switch (event) {
            case FleetEvent.Registered enrolled -> enrolled(enrolled.registration());
            case FleetEvent.Deregistered _ -> of(id);
            case FleetEvent.Retracted _ -> this;
            case FleetEvent.Failed failed -> failed(failed.stage(), failed.error());
            case FleetEvent.ResultPublished resulted ->
                    resulted(resulted.stage(), resulted.result());
            case FleetEvent.Stored stored ->
                    switched(stored)
                            .resulted(StageName.STORAGE, stored.result())
                            .assigned(policies.with(stored.verdicts()));
            case FleetEvent.Assigned assigned -> assigned(policies.with(assigned.assignment()));
            case FleetEvent.Reported reported ->
                    reported(reported.status()).resulted(StageName.STATUS, reported.result());
            case FleetEvent.ActionIssued asked -> withActions(recentActions.with(asked.action()));
            case FleetEvent.OutcomeReported answered ->
                    withActions(recentActions.with(answered.outcome()));
            case FleetEvent.ObjectObserved sighted -> observed(sighted.observation(), watch);
            case FleetEvent.Listed listed ->
                    observed(listed.observation(), watch.listed(listed.missingRights()));
            case FleetEvent.CredentialTold told ->
                    observed(told.observation(), watch.ending(told.ends()));
        };
    }

    public boolean isEnrolled() {
        return registration != null;
    }

    /** The cluster's display name; its id if it has none. */
    public String displayName() {
        var entry = registration;
        return entry == null || entry.displayName().isEmpty() ? id : entry.displayName();
    }

    public Map<String, String> labels() {
        return registration == null ? Map.of() : registration.labels();
    }

    public boolean isPaused() {
        return registration != null && registration.paused();
    }

    /** Whether it is written to: ADMITTED, PROBING or LEAVING; empty when it is not registered. */
    public String admission() {
        return registration == null ? "" : registration.admission();
    }

    /** Why it is not admitted; empty when it is. */
    public String admissionReason() {
        return registration == null ? "" : registration.admissionReason();
    }

    public boolean isSimulated() {
        return registration != null && registration.simulated();
    }

    /** The latest actions of a stage, newest first. */
    public List<RecentAction> actionsOf(StageName stage) {
        return recentActions.actions().stream().filter(action -> action.stage() == stage).toList();
    }

    public Optional<StageResult> resultOf(StageName stage) {
        return Optional.ofNullable(results.get(stage));
    }

    private ClusterRecord failed(StageName stage, String error) {
        var copy = new EnumMap<StageName, String>(StageName.class);
        copy.putAll(failures);
        if (error.isEmpty()) {
            copy.remove(stage);
        } else {
            copy.put(stage, error);
        }
        var after = Collections.unmodifiableMap(copy);
        return new ClusterRecord(
                id,
                registration,
                status,
                results,
                switches,
                recentActions,
                observations,
                after,
                watch,
                policies);
    }

    private ClusterRecord enrolled(RegisteredCluster value) {
        return new ClusterRecord(
                id,
                value,
                status,
                results,
                switches,
                recentActions,
                observations,
                failures,
                watch,
                policies);
    }

    private ClusterRecord reported(ClusterStatusState value) {
        return new ClusterRecord(
                id,
                registration,
                value,
                results,
                switches,
                recentActions,
                observations,
                failures,
                watch,
                policies);
    }

    private ClusterRecord resulted(StageName stage, StageResult result) {
        var copy = new EnumMap<StageName, StageResult>(StageName.class);
        copy.putAll(results);
        copy.put(stage, result);
        return new ClusterRecord(
                id,
                registration,
                status,
                Collections.unmodifiableMap(copy),
                switches,
                recentActions,
                observations,
                failures,
                watch,
                policies);
    }

    private ClusterRecord switched(FleetEvent.Stored event) {
        var after = switches.with(event.result().origin().offset(), event.storage());
        return new ClusterRecord(
                id,
                registration,
                status,
                results,
                after,
                recentActions,
                observations,
                failures,
                watch,
                policies);
    }

    private ClusterRecord assigned(AssignedFields value) {
        return new ClusterRecord(
                id,
                registration,
                status,
                results,
                switches,
                recentActions,
                observations,
                failures,
                watch,
                value);
    }

    private ClusterRecord withActions(RecentActions value) {
        return new ClusterRecord(
                id,
                registration,
                status,
                results,
                switches,
                value,
                observations,
                failures,
                watch,
                policies);
    }

    private ClusterRecord observed(LastObservation observation, WatchFindings found) {
        var kept =
                observations.subList(
                        Math.max(0, observations.size() - OBSERVATIONS + 1), observations.size());
        var copy = new ArrayList<>(kept);
        copy.add(observation);
        return new ClusterRecord(
                id,
                registration,
                status,
                results,
                switches,
                recentActions,
                List.copyOf(copy),
                failures,
                found,
                policies);
    }
}
