package org.registryfleet.audit.evidence;

import org.registryfleet.audit.log.OffsetRange;

import java.util.List;

/**
 * What a manifest says of one partition.
 *
 * @param compacted whether the log itself may have left out superseded records
 * @param span what was read; offsets without a record have no place in the bundle
 * @param count records in the bundle
 * @param unreadable how many of them are no event of the exporting release
 * @param unreadableOffsets the first of those
 * @param head end of the hash chain
 */
public record PartitionManifest(
        boolean compacted,
        OffsetRange span,
        long count,
        long unreadable,
        List<Long> unreadableOffsets,
        Hash head) {

    public PartitionManifest {
        unreadableOffsets = List.copyOf(unreadableOffsets);
    }

    public TopicPartitionId topicPartition() {
        return new TopicPartitionId(span.topic(), span.partition());
    }

    /** Offsets of the span that have no record in the bundle. */
    public long holes() {
        return span.length() - count;
    }
}
