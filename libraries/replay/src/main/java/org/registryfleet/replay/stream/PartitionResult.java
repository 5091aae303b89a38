package org.registryfleet.replay.stream;

import org.registryfleet.replay.verdict.DecisionCounts;
import org.registryfleet.replay.verdict.Divergence;
import org.registryfleet.replay.verdict.NotReplayable;

import java.util.List;

/** The result of replaying one partition, by stage. */
public record PartitionResult(int partition, List<StagePartitionResult> stages) {

    public PartitionResult {
        stages = List.copyOf(stages);
    }

    /**
     * The result of one stage in one partition.
     *
     * @param digest over the replayed decisions, in hexadecimal digits
     */
    public record StagePartitionResult(
            String stage,
            DecisionCounts tally,
            List<Divergence> divergences,
            List<NotReplayable> reasons,
            String digest) {

        public StagePartitionResult {
            divergences = List.copyOf(divergences);
            reasons = List.copyOf(reasons);
        }
    }
}
