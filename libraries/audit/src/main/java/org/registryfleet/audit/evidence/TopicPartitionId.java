package org.registryfleet.audit.evidence;

/** One partition of a topic, the unit within which records are ordered. */
public record TopicPartitionId(String topic, int partition) {

    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
