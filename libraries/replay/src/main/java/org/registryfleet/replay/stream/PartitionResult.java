package org.registryfleet.replay.stream;

import org.registryfleet.replay.verdict.DecisionCounts;
import org.registryfleet.replay.verdict.Divergence;
import org.registryfleet.replay.verdict.NotReplayable;

import java.util.List;

/** What came of a partition, stage by stage. */
public record PartitionResult(int partition, List<StagePartitionResult> stages) {

    public PartitionResult {
        stages = List.copyOf(stages);
    }

    /**
     * What came of a stage in a partition.
     *
     * @param digest over what was decided again, in hexadecimal digits
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
