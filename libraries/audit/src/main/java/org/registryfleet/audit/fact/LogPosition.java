package org.registryfleet.audit.fact;

import java.util.Comparator;

/** The topic, partition and offset of one record. */
public record LogPosition(String topic, int partition, long offset)
        implements Comparable<LogPosition> {

    private static final Comparator<LogPosition> ORDER =
            Comparator.comparing(LogPosition::topic)
                    .thenComparingInt(LogPosition::partition)
                    .thenComparingLong(LogPosition::offset);

    @Override
    public int compareTo(LogPosition other) {
        return ORDER.compare(this, other);
    }

    /** The display form: the topic without the prefix that all topics share. */
    @Override
    public String toString() {
        var name = topic.replaceFirst("^fleet\\.", "").replaceFirst("\\.v\\d+$", "");
        return "%s-%d@%d".formatted(name, partition, offset);
    }
}
