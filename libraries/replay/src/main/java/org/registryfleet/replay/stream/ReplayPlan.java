package org.registryfleet.replay.stream;

import org.registryfleet.audit.log.Span;

import java.util.List;
import java.util.Map;

/**
 * What a replay reads, fixed at its start.
 *
 * @param partitions the spans of all topics, by partition
 */
public record ReplayPlan(Map<Integer, List<Span>> partitions) {

    public ReplayPlan {
        partitions = Map.copyOf(partitions);
    }

    /** How many records. */
    long length() {
        return partitions.values().stream().mapToLong(ReplayPlan::length).sum();
    }

    static long length(List<Span> spans) {
        return spans.stream().mapToLong(Span::length).sum();
    }
}
