package org.registryfleet.fleetpolicy.service;

import org.registryfleet.schemas.KafkaSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Configuration properties of the service, prefix {@code fleet}. */
@ConfigurationProperties("fleet")
public record FleetPolicySettings(KafkaSettings kafka) {

    public FleetPolicySettings {
        if (kafka.bootstrapServers().isBlank()) {
            throw new IllegalArgumentException(
                    "settings: fleet.kafka.bootstrap-servers is empty; give host:port of a broker");
        }
    }
}
