package org.registryfleet.fleetpolicy.rollout;

import java.time.Instant;
import java.util.SortedSet;

/** What rollouts are decided from. The order of the facts is part of what they say. */
public sealed interface PolicyFact {

    /** When it was learned; never the clock of whoever decides. */
    Instant at();

    /**
     * Who says something about a policy, and why.
     *
     * @param id names it in the answer
     */
    record Command(String id, String policy, String by, String reason) {}

    /** What a person has a rollout do. */
    enum Step {
        APPROVE,
        PAUSE,
        RESUME,
        RETRY,
        ABORT,
        UNDO
    }

    /** Something about a policy. */
    sealed interface Commanded extends PolicyFact {

        Command command();
    }

    /**
     * A policy, or a new version of it.
     *
     * @param document JSON
     * @param replaces the version that the person has seen; 0 for none
     * @param consent hash of the plan that the person has seen, or that they were asked; empty when
     *     neither, which suffices to inform
     */
    record Applied(Instant at, Command command, String document, long replaces, String consent)
            implements Commanded {}

    /** A policy is withdrawn; what it has written stays. */
    record Deleted(Instant at, Command command) implements Commanded {}

    /**
     * A person speaks to a rollout.
     *
     * @param version that the person has seen
     * @param stage of an approval
     * @param clusters of a retry; empty for all that have failed
     */
    record Stepped(
            Instant at,
            Command command,
            Step step,
            long version,
            String stage,
            SortedSet<String> clusters)
            implements Commanded {}

    /** A cluster is in the fleet and looks like that. */
    record Seen(Instant at, String cluster, PolicyTarget target) implements PolicyFact {}

    /** A cluster has left the fleet. */
    record Left(Instant at, String cluster) implements PolicyFact {}

    /** Time has passed: what has come together is decided. */
    record Tick(Instant at) implements PolicyFact {}
}
