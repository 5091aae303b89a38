package org.registryfleet.audit.fact;

import java.util.Comparator;

/** One record of the log, by place. */
public record Place(String topic, int partition, long offset) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::topic)
                    .thenComparingInt(Place::partition)
                    .thenComparingLong(Place::offset);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** As people name it: the topic without what all topics have in common. */
    @Override
    public String toString() {
        var name = topic.replaceFirst("^fleet\\.", "").replaceFirst("\\.v\\d+$", "");
        return "%s-%d@%d".formatted(name, partition, offset);
    }
}
