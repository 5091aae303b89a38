package org.registryfleet.replay.stream;

import org.registryfleet.audit.log.OffsetRange;

import java.util.List;
import java.util.Map;

/**
 * What a replay reads, fixed at its start.
 *
 * @param partitions the spans of all topics, by partition
 */
public record ReplayPlan(Map<Integer, List<OffsetRange>> partitions) {

    public ReplayPlan {
        partitions = Map.copyOf(partitions);
    }

    /** How many records. */
    long length() {
        return partitions.values().stream().mapToLong(ReplayPlan::length).sum();
    }

    static long length(List<OffsetRange> spans) {
        return spans.stream().mapToLong(OffsetRange::length).sum();
    }
}
