package org.registryfleet.inventory.service;

import io.micrometer.core.instrument.MeterRegistry;

import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.credential.DigestKeySource;
import org.registryfleet.schemas.KafkaProbe;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stageservice.PartLifecycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Spring Boot application of the inventory: reads hubs, writes registrations. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(InventoryServiceSettings.class)
public class InventoryApplication {
    private static final Logger LOG = LoggerFactory.getLogger(InventoryApplication.class);

    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(InventoryApplication.class)
                .properties(
                        Map.of(
                                "spring.application.name",
                                "inventory",
                                "spring.config.name",
                                "inventory"));
    }

    public static void main(String[] args) {
        application().run(args);
    }

    @Bean(destroyMethod = "close")
    ClusterConnections clusterConnections(InventoryServiceSettings settings) {
        return new ClusterConnections(settings.access().connections());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    KafkaProbe kafkaProbe(InventoryServiceSettings settings) {
        var topics = List.of(Topics.CLUSTERS, Topics.INVENTORY, Topics.INVENTORY_EVENTS);
        return new KafkaProbe(settings.kafka().access(), topics, LOG::error);
    }

    /** For readiness: without Kafka the inventory cannot work, but a restart would not help. */
    @Bean
    HealthIndicator kafkaHealthIndicator(KafkaProbe probe) {
        return () ->
                probe.answers()
                        ? Health.up().build()
                        : Health.down().withDetail("kafka", "does not answer").build();
    }

    @Bean
    InventoryMetrics inventoryMetrics(MeterRegistry registry) {
        return new InventoryMetrics(registry);
    }

    @Bean
    PartLifecycle inventory(
            InventoryServiceSettings settings,
            ClusterConnections connections,
            KafkaProbe probe,
            InventoryMetrics metrics) {
        var digester = DigestKeySource.load(settings.digestKey(), settings.previousDigestKey());
        var options =
                new RunningInventory.Options(
                        settings.kafka().access(),
                        connections,
                        digester,
                        settings.inventory().configurations(),
                        InstantSource.system(),
                        metrics);
        var topics =
                Topics.of(
                        Topics.CLUSTERS, Topics.WATCHES, Topics.INVENTORY, Topics.INVENTORY_EVENTS);
        return new PartLifecycle(
                "inventory",
                topics,
                () -> RunningInventory.start(options),
                settings.kafka(),
                probe);
    }
}
