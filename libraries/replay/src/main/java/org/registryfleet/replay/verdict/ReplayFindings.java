package org.registryfleet.replay.verdict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Collects the findings of replaying one stage in one partition. Not thread-safe. */
public final class ReplayFindings {

    /** The number of findings that keep their details; all are counted. */
    private static final int KEPT = 100;

    private final List<Divergence> divergences = new ArrayList<>();
    private final List<NotReplayable> reasons = new ArrayList<>();
    private final Predicate<Instant> asked;
    private boolean counting = true;
    private long read;
    private long same;
    private long divergent;
    private long torn;
    private long repeated;
    private long notReplayable;
    private long unreadable;

    /**
     * @param asked the time range of the requested decisions; others are replayed, because later
     *     ones depend on them, but not counted
     */
    public ReplayFindings(Predicate<Instant> asked) {
        this.asked = asked;
    }

    /** Sets the time of the decision that the next findings are about. */
    public void about(Instant decidedAt) {
        counting = asked.test(decidedAt);
    }

    public void read() {
        read++;
    }

    public void same() {
        same += counted();
    }

    public void divergent(Divergence divergence) {
        divergent += counted();
        if (counting && divergences.size() < KEPT) {
            divergences.add(divergence);
        }
    }

    /** Some records of a step never reached the log. */
    public void torn() {
        torn += counted();
    }

    public void repeated() {
        repeated += counted();
    }

    public void unreadable() {
        unreadable++;
    }

    /** Counts a decision that cannot be replayed. */
    public void notReplayable() {
        notReplayable += counted();
    }

    /** Notes from which step on, and why, the decisions of a cluster cannot be replayed. */
    public void because(NotReplayable reason) {
        if (reasons.size() < KEPT) {
            reasons.add(reason);
        }
    }

    private long counted() {
        return counting ? 1 : 0;
    }

    public DecisionCounts tally() {
        long decisions = same + divergent + torn + notReplayable;
        return new DecisionCounts(
                read, decisions, same, divergent, torn, repeated, notReplayable, unreadable);
    }

    public List<Divergence> divergences() {
        return List.copyOf(divergences);
    }

    public List<NotReplayable> reasons() {
        return List.copyOf(reasons);
    }
}
