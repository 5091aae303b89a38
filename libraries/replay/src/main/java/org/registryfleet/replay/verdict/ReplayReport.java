package org.registryfleet.replay.verdict;

import java.util.List;
import java.util.Map;

/**
 * The outcome of a replay.
 *
 * @param tallies by stage
 * @param divergences the first ones, ordered by stage, cluster and step
 * @param reasons why decisions could not be followed, the first ones
 * @param digest over everything that was decided again; equal for equal logs and equal rules
 */
public record ReplayReport(
        Map<String, DecisionCounts> tallies,
        List<Divergence> divergences,
        List<NotReplayable> reasons,
        String digest) {

    public ReplayReport {
        divergences = List.copyOf(divergences);
        reasons = List.copyOf(reasons);
    }

    /** All stages together. */
    public DecisionCounts total() {
        return tallies.values().stream().reduce(DecisionCounts.NONE, DecisionCounts::plus);
    }

    /** Everything could be followed, and came out the same. */
    public boolean isClean() {
        return total().divergent() == 0 && isWhole();
    }

    /** Every decision could be followed. */
    public boolean isWhole() {
        return total().unfollowed() == 0;
    }
}
