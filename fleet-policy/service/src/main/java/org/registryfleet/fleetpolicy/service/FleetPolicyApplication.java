package org.registryfleet.fleetpolicy.service;

import io.micrometer.core.instrument.MeterRegistry;

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

/** Spring Boot application of the policies: reads the fleet's topics, writes assignments. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(FleetPolicySettings.class)
public class FleetPolicyApplication {
    private static final Logger LOG = LoggerFactory.getLogger(FleetPolicyApplication.class);

    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(FleetPolicyApplication.class)
                .properties(
                        Map.of(
                                "spring.application.name",
                                "fleet-policy",
                                "spring.config.name",
                                "fleet-policy"));
    }

    public static void main(String[] args) {
        application().run(args);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    KafkaProbe kafkaProbe(FleetPolicySettings settings) {
        var topics = List.of(Topics.ASSIGNMENTS, Topics.POLICIES, Topics.POLICY_EVENTS);
        return new KafkaProbe(settings.kafka().access(), topics, LOG::error);
    }

    /** For readiness: without Kafka there is nothing to be done, but a restart would not help. */
    @Bean
    HealthIndicator kafkaHealthIndicator(KafkaProbe probe) {
        return () ->
                probe.answers()
                        ? Health.up().build()
                        : Health.down().withDetail("kafka", "does not answer").build();
    }

    @Bean
    PartLifecycle fleetPolicy(
            FleetPolicySettings settings, KafkaProbe probe, MeterRegistry registry) {
        var options =
                new RunningFleetPolicy.Options(
                        settings.kafka().access(),
                        InstantSource.system(),
                        new RolloutMetrics(registry));
        return new PartLifecycle(
                "fleet-policy",
                Topics.of(RunningFleetPolicy.TOPICS.toArray(String[]::new)),
                () -> RunningFleetPolicy.start(options),
                settings.kafka(),
                probe);
    }
}
