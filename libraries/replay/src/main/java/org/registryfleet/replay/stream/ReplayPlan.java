package org.registryfleet.replay.stream;

import org.registryfleet.audit.log.OffsetRange;

import java.util.List;
import java.util.Map;

/**
 * The offsets that a replay reads, fixed when it starts.
 *
 * @param partitions the ranges of all topics, by partition
 */
public record ReplayPlan(Map<Integer, List<OffsetRange>> partitions) {

    public ReplayPlan {
        partitions = Map.copyOf(partitions);
    }

    /** The number of records. */
    long length() {
        return partitions.values().stream().mapToLong(ReplayPlan::length).sum();
    }

    static long length(List<OffsetRange> spans) {
        return spans.stream().mapToLong(OffsetRange::length).sum();
    }
}
