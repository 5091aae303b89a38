package org.registryfleet.replay.stream;

import org.registryfleet.replay.verdict.Divergence;
import org.registryfleet.replay.verdict.NotReplayable;
import org.registryfleet.replay.verdict.Tally;

import java.util.List;

/** What came of a partition, stage by stage. */
public record PartitionResult(int partition, List<LaneResult> lanes) {

    public PartitionResult {
        lanes = List.copyOf(lanes);
    }

    /**
     * What came of a stage in a partition.
     *
     * @param digest over what was decided again, in hexadecimal digits
     */
    public record LaneResult(
            String stage,
            Tally tally,
            List<Divergence> divergences,
            List<NotReplayable> reasons,
            String digest) {

        public LaneResult {
            divergences = List.copyOf(divergences);
            reasons = List.copyOf(reasons);
        }
    }
}
