package org.registryfleet.replay.verdict;

import java.util.List;
import java.util.Map;

/**
 * The result of a replay.
 *
 * @param tallies by stage
 * @param divergences the first divergences, ordered by stage, cluster and step
 * @param reasons the first reasons why decisions could not be replayed
 * @param digest over all replayed decisions; equal for equal logs and equal rules
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

    /** The sum over all stages. */
    public DecisionCounts total() {
        return tallies.values().stream().reduce(DecisionCounts.NONE, DecisionCounts::plus);
    }

    /** Whether every decision was replayed and reproduced. */
    public boolean isClean() {
        return total().divergent() == 0 && isWhole();
    }

    /** Whether every decision could be replayed. */
    public boolean isWhole() {
        return total().unfollowed() == 0;
    }
}
