package org.registryfleet.audit.evidence;

import org.registryfleet.audit.log.OffsetRange;

import java.util.List;

/**
 * The manifest's entry for one partition.
 *
 * @param compacted whether compaction may have removed superseded records from the topic
 * @param span the offsets that were read; offsets without a record do not occur in the bundle
 * @param count number of records in the bundle
 * @param unreadable number of records that the exporting release could not decode
 * @param unreadableOffsets offsets of the first of those
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

    /** The number of offsets in the range that have no record in the bundle. */
    public long holes() {
        return span.length() - count;
    }
}
