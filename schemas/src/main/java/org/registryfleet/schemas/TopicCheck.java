package org.registryfleet.schemas;

import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Compares a topic as described by Kafka with its specification in the catalogue. */
record TopicCheck(TopicSpec topic, TopicSettings settings) {

    private static final String UNLIMITED = "-1";

    List<TopicViolation> violations(TopicDescription description, Config config) {
        var violations = new ArrayList<TopicViolation>();
        partitions(description).ifPresent(violations::add);
        replicas(description).ifPresent(violations::add);
        for (var expected : topic.config(settings).entrySet()) {
            setting(expected, config).ifPresent(violations::add);
        }
        return violations;
    }

    private Optional<TopicViolation> partitions(TopicDescription description) {
        var found = description.partitions().size();
        return found == settings.partitions()
                ? Optional.empty()
                : Optional.of(
                        violation(
                                "partitions",
                                Integer.toString(found),
                                Integer.toString(settings.partitions()),
                                "give every service the count the topics have; a new count needs"
                                        + " new topics, because it moves clusters to other partitions"));
    }

    private Optional<TopicViolation> replicas(TopicDescription description) {
        var found =
                description.partitions().stream()
                        .mapToInt(partition -> partition.replicas().size())
                        .min()
                        .orElse(0);
        return found >= settings.replicationFactor()
                ? Optional.empty()
                : Optional.of(
                        violation(
                                "replication factor",
                                Integer.toString(found),
                                "at least " + settings.replicationFactor(),
                                "reassign the partitions to more brokers, or lower the setting"));
    }

    private Optional<TopicViolation> setting(Map.Entry<String, String> expected, Config config) {
        var key = expected.getKey();
        var found = Optional.ofNullable(config.get(key)).map(ConfigEntry::value).orElse("not set");
        if (accepts(key, found, expected.getValue())) {
            return Optional.empty();
        }
        var wanted = isMinimum(key) ? "at least " + expected.getValue() : expected.getValue();
        var remedy =
                "kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config %s=%s"
                        .formatted(topic.name(), key, expected.getValue());
        return Optional.of(violation(key, found, wanted, "run " + remedy));
    }

    private static boolean accepts(String key, String found, String expected) {
        if (!isMinimum(key)) {
            return found.equals(expected);
        }
        try {
            return isUnlimited(key, found) || Long.parseLong(found) >= Long.parseLong(expected);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /**
     * Longer retention or larger limits than required are the operator's choice; less would lose
     * data.
     */
    private static boolean isMinimum(String key) {
        return switch (key) {
            case TopicConfig.RETENTION_MS_CONFIG,
                    TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG ->
                    true;
            default -> false;
        };
    }

    private static boolean isUnlimited(String key, String found) {
        return key.equals(TopicConfig.RETENTION_MS_CONFIG) && Objects.equals(found, UNLIMITED);
    }

    private TopicViolation violation(String setting, String found, String expected, String remedy) {
        return new TopicViolation(topic.name(), setting, found, expected, remedy);
    }
}
