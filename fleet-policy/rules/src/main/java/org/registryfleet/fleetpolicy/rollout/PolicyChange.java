package org.registryfleet.fleetpolicy.rollout;

import org.registryfleet.fleetpolicy.assignment.Assignment;

/** What follows from a fact. */
public sealed interface PolicyChange {

    /** The policies assign these fields to a cluster from now on. */
    record Assigned(String cluster, Assignment assignment) implements PolicyChange {}

    /** A policy and its rollout look like this. */
    record Reported(RolloutReport report) implements PolicyChange {}

    /** There is no such policy any more. */
    record Withdrawn(String policy) implements PolicyChange {}
}
