package org.registryfleet.replay.stream;

import java.util.List;

/** What came of a partition, stage by stage. */
public record PartitionResult(int partition, List<LaneResult> lanes) {

    public PartitionResult {
        lanes = List.copyOf(lanes);
    }
}
