package org.registryfleet.fleetpolicy.service;

import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;

import java.nio.file.Path;
import java.time.Duration;

/** Configuration properties of the service, prefix {@code fleet}. */
@ConfigurationProperties("fleet")
public record FleetPolicySettings(Kafka kafka) {

    public FleetPolicySettings {
        if (kafka.bootstrapServers().isBlank()) {
            throw new IllegalArgumentException(
                    "settings: fleet.kafka.bootstrap-servers is empty; give host:port of a broker");
        }
    }

    /**
     * Kafka connection and topic creation.
     *
     * @param clientFile properties file for Kafka clients, for TLS and SASL; empty for none
     */
    public record Kafka(
            String bootstrapServers,
            String clientFile,
            int partitions,
            short replicationFactor,
            Duration auditRetention,
            Duration patience) {

        KafkaAccess access() {
            return KafkaAccess.of(
                    bootstrapServers, clientFile.isBlank() ? null : Path.of(clientFile));
        }

        TopicSettings topics() {
            return new TopicSettings(
                    partitions,
                    replicationFactor,
                    auditRetention,
                    TopicSettings.DEFAULT.maxMessageBytes());
        }
    }
}
