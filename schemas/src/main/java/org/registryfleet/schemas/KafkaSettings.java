package org.registryfleet.schemas;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * How a service reaches Kafka and makes its topics, as it stands in its configuration under {@code
 * fleet.kafka}.
 *
 * @param clientFile properties file for Kafka clients, for TLS and SASL; empty for none
 * @param patience how long a start waits for Kafka
 */
public record KafkaSettings(
        String bootstrapServers,
        String clientFile,
        int partitions,
        short replicationFactor,
        Duration auditRetention,
        Duration patience) {

    public KafkaAccess access() {
        return KafkaAccess.of(bootstrapServers, clientFile.isBlank() ? null : Path.of(clientFile));
    }

    public TopicSettings topics() {
        return new TopicSettings(
                partitions,
                replicationFactor,
                auditRetention,
                TopicSettings.DEFAULT.maxMessageBytes());
    }

    /**
     * Makes the topics that are missing.
     *
     * @param warnings told of what differs from the catalogue and does no harm
     */
    public void ensure(Collection<TopicSpec> wanted, Consumer<String> warnings) {
        try (var admin = access().admin()) {
            new TopicCatalogue(admin, topics(), patience, warnings).ensure(wanted);
        }
    }
}
