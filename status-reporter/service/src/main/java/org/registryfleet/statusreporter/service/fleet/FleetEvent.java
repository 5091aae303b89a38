package org.registryfleet.statusreporter.service.fleet;

import org.registryfleet.statusreporter.summary.ClusterStatusState;

/** One thing the log says about a cluster, as far as the fleet's people want to know it. */
public sealed interface FleetEvent {

    String cluster();

    /** The cluster entered the fleet or changed its entry. */
    record Registered(String cluster, RegisteredCluster registration) implements FleetEvent {}

    /** The cluster left the fleet. */
    record Deregistered(String cluster) implements FleetEvent {}

    /** A stage has let go of what had left the fleet. */
    record Retracted(String cluster) implements FleetEvent {}

    /**
     * The rules of a stage threw instead of deciding.
     *
     * @param error empty when they decide again
     */
    record Failed(String cluster, StageName stage, String error) implements FleetEvent {}

    /** Another stage published a result. */
    record ResultPublished(String cluster, StageName stage, StageResult result)
            implements FleetEvent {}

    /**
     * The storage stage published a result.
     *
     * @param storage kind and name of the storage in force; empty for none
     */
    record Stored(String cluster, StageResult result, String storage) implements FleetEvent {}

    /** The status stage published a result. */
    record Reported(String cluster, StageResult result, ClusterStatusState status)
            implements FleetEvent {}

    /** A stage asked for an effect. */
    record ActionIssued(String cluster, RecentAction action) implements FleetEvent {}

    /** An effect was answered. */
    record OutcomeReported(String cluster, ActionOutcome outcome) implements FleetEvent {}

    /** A watcher saw something. */
    record ObjectObserved(String cluster, LastObservation observation) implements FleetEvent {}
}
