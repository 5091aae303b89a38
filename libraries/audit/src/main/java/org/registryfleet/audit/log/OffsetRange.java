package org.registryfleet.audit.log;

/**
 * A range of offsets in one partition of a topic.
 *
 * @param from first offset
 * @param to offset after the last one; offsets between may be missing where the topic was compacted
 */
public record OffsetRange(String topic, int partition, long from, long to) {

    public OffsetRange {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException(
                    "%s-%d: no range from offset %d to %d".formatted(topic, partition, from, to));
        }
    }

    public boolean isEmpty() {
        return from == to;
    }

    /** The number of offsets. */
    public long length() {
        return to - from;
    }
}
