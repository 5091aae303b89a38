package org.registryfleet.schemas;

/**
 * One way in which a topic violates its specification.
 *
 * @param setting partitions, replication factor, or the name of a topic's configuration
 * @param remedy what a Kafka administrator can do about it
 */
public record TopicViolation(
        String topic, String setting, String found, String expected, String remedy) {

    @Override
    public String toString() {
        return "%s: %s is %s, expected %s; %s".formatted(topic, setting, found, expected, remedy);
    }
}
