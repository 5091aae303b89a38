package org.registryfleet.replay.verdict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Collects what the replay of one lane finds. Not for several threads. */
public final class Findings {

    /** How many findings are kept with their details; all are counted. */
    private static final int KEPT = 100;

    private final List<Divergence> divergences = new ArrayList<>();
    private final List<Unfollowed> reasons = new ArrayList<>();
    private final Predicate<Instant> asked;
    private Tally tally = Tally.NONE;
    private boolean counting = true;

    /**
     * @param asked the times of the decisions that are asked for; others are made again, since
     *     later ones stand on them, and do not count
     */
    public Findings(Predicate<Instant> asked) {
        this.asked = asked;
    }

    /** What comes next is about a decision of that time. */
    public void about(Instant decidedAt) {
        counting = asked.test(decidedAt);
    }

    public void read() {
        tally = tally.plus(new Tally(1, 0, 0, 0, 0, 0, 0));
    }

    public void same() {
        count(new Tally(0, 1, 1, 0, 0, 0, 0));
    }

    public void divergent(Divergence divergence) {
        count(new Tally(0, 1, 0, 1, 0, 0, 0));
        if (counting && divergences.size() < KEPT) {
            divergences.add(divergence);
        }
    }

    public void repeated() {
        count(new Tally(0, 0, 0, 0, 1, 0, 0));
    }

    public void unreadable() {
        tally = tally.plus(new Tally(0, 0, 0, 0, 0, 0, 1));
    }

    /** A decision that cannot be followed. */
    public void unfollowed() {
        count(new Tally(0, 1, 0, 0, 0, 1, 0));
    }

    /** From where on and why decisions of a cluster cannot be followed. */
    public void because(Unfollowed reason) {
        if (reasons.size() < KEPT) {
            reasons.add(reason);
        }
    }

    private void count(Tally more) {
        if (counting) {
            tally = tally.plus(more);
        }
    }

    public Tally tally() {
        return tally;
    }

    public List<Divergence> divergences() {
        return List.copyOf(divergences);
    }

    public List<Unfollowed> reasons() {
        return List.copyOf(reasons);
    }
}
