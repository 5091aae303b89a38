package org.registryfleet.audit.evidence;

/** One partition of a topic: what has an order. */
public record TopicPartitionId(String topic, int partition) {

    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
