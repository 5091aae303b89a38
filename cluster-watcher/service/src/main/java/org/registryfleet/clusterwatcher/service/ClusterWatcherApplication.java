package org.registryfleet.clusterwatcher.service;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.credential.DigestKeySource;
import org.registryfleet.clusterobjects.redaction.Redaction;
import org.registryfleet.clusterobjects.redaction.RedactionRules;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaProbe;
import org.registryfleet.schemas.Topics;
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

/**
 * Spring Boot application of the cluster watcher: consumes registrations, produces observations.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(ClusterWatcherSettings.class)
public class ClusterWatcherApplication {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatcherApplication.class);

    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(ClusterWatcherApplication.class)
                .properties(
                        Map.of(
                                "spring.application.name",
                                "cluster-watcher",
                                "spring.config.name",
                                "cluster-watcher"));
    }

    public static void main(String[] args) {
        application().run(args);
    }

    @Bean
    ClusterConnections clusterConnections(ClusterWatcherSettings settings, MeterRegistry registry) {
        var connections = new ClusterConnections(settings.access().connections());
        FunctionCounter.builder(
                        "registryfleet.responses.cut",
                        connections,
                        ClusterConnections::tooLargeResponses)
                .description("Answers that were longer than the limit and were cut off")
                .register(registry);
        return connections;
    }

    @Bean
    Redaction redaction(ClusterWatcherSettings settings) {
        var rules = RedactionRules.standard().and(settings.redaction().places());
        return new Redaction(
                rules, DigestKeySource.load(settings.digestKey(), settings.previousDigestKey()));
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    KafkaProbe kafkaProbe(ClusterWatcherSettings settings) {
        var topics = List.of(Topics.CLUSTERS, Topics.OBSERVATIONS, Topics.WATCHES);
        return new KafkaProbe(settings.kafka().access(), topics, LOG::error);
    }

    /** For readiness: without Kafka the watcher cannot work, but a restart would not help. */
    @Bean
    HealthIndicator kafkaHealthIndicator(KafkaProbe probe) {
        return () ->
                probe.answers()
                        ? Health.up().build()
                        : Health.down().withDetail("kafka", "does not answer").build();
    }

    @Bean
    WatcherLifecycle watcher(
            ClusterWatcherSettings settings,
            ClusterConnections connections,
            Redaction redaction,
            KafkaProbe probe,
            MeterRegistry registry) {
        var options =
                new RunningWatcher.Options(
                        settings.kafka().access(),
                        member(settings),
                        Events.singleObject(),
                        settings.watch().settings(),
                        InstantSource.system(),
                        new MicrometerWatchListener(
                                registry,
                                settings.watch().clustersWithSeries(),
                                connections::credentialEnds));
        return new WatcherLifecycle(
                settings.kafka(),
                probe,
                registry,
                () -> RunningWatcher.start(connections, redaction, options));
    }

    private static Map<String, Object> member(ClusterWatcherSettings settings) {
        return settings.staticMember()
                ? Map.of("group.instance.id", settings.instance() + "-cluster-watcher")
                : Map.of();
    }
}
