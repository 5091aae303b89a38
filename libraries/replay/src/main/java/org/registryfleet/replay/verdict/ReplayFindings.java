package org.registryfleet.replay.verdict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Collects what the replay of one lane finds. Not for several threads. */
public final class ReplayFindings {

    /** How many findings are kept with their details; all are counted. */
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
     * @param asked the times of the decisions that are asked for; others are made again, since
     *     later ones stand on them, and do not count
     */
    public ReplayFindings(Predicate<Instant> asked) {
        this.asked = asked;
    }

    /** What comes next is about a decision of that time. */
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

    /** A part of a step's records never reached the log. */
    public void torn() {
        torn += counted();
    }

    public void repeated() {
        repeated += counted();
    }

    public void unreadable() {
        unreadable++;
    }

    /** A decision that cannot be followed. */
    public void notReplayable() {
        notReplayable += counted();
    }

    /** From where on and why decisions of a cluster cannot be followed. */
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
