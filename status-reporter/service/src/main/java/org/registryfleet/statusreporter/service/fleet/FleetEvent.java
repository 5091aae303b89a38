package org.registryfleet.statusreporter.service.fleet;

import org.jspecify.annotations.Nullable;
import org.registryfleet.fleetpolicy.assignment.Assignment;
import org.registryfleet.fleetpolicy.assignment.FieldVerdict;
import org.registryfleet.statusreporter.summary.ClusterStatusState;

import java.time.Instant;
import java.util.List;

/** An event of the log about one cluster, as far as the read model needs it. */
public sealed interface FleetEvent {

    String cluster();

    /** The cluster was registered, or its registration changed. */
    record Registered(String cluster, RegisteredCluster registration) implements FleetEvent {}

    /** The cluster was deregistered. */
    record Deregistered(String cluster) implements FleetEvent {}

    /** A stage dropped its result of a deregistered cluster. */
    record Retracted(String cluster) implements FleetEvent {}

    /**
     * The rules of a stage threw instead of deciding.
     *
     * @param error empty once they succeed again
     */
    record Failed(String cluster, StageName stage, String error) implements FleetEvent {}

    /** Another stage published a result. */
    record ResultPublished(String cluster, StageName stage, StageResult result)
            implements FleetEvent {}

    /**
     * The storage stage published a result.
     *
     * @param storage kind and name of the applied storage; empty for none
     * @param verdicts what became of the fields that policies assign
     */
    record Stored(String cluster, StageResult result, String storage, List<FieldVerdict> verdicts)
            implements FleetEvent {}

    /** The policies assign these fields from now on. */
    record Assigned(String cluster, Assignment assignment) implements FleetEvent {}

    /** The status stage published a result. */
    record Reported(String cluster, StageResult result, ClusterStatusState status)
            implements FleetEvent {}

    /** A stage issued an action. */
    record ActionIssued(String cluster, RecentAction action) implements FleetEvent {}

    /** The outcome of an action was reported. */
    record OutcomeReported(String cluster, ActionOutcome outcome) implements FleetEvent {}

    /** A watcher observed an object. */
    record ObjectObserved(String cluster, LastObservation observation) implements FleetEvent {}

    /** A watcher listed everything but what it may not read. */
    record Listed(String cluster, LastObservation observation, List<String> missingRights)
            implements FleetEvent {}

    /**
     * A watcher told when its credential ends, or began anew without a word about it.
     *
     * @param ends null without an end
     */
    record CredentialTold(String cluster, LastObservation observation, @Nullable Instant ends)
            implements FleetEvent {}
}
