package org.registryfleet.audit.fact;

import java.util.Comparator;

/** One record of the log, by place. */
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

    /** As people name it: the topic without what all topics have in common. */
    @Override
    public String toString() {
        var name = topic.replaceFirst("^fleet\\.", "").replaceFirst("\\.v\\d+$", "");
        return "%s-%d@%d".formatted(name, partition, offset);
    }
}
