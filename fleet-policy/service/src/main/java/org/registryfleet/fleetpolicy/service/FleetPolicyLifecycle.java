package org.registryfleet.fleetpolicy.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.registryfleet.schemas.KafkaProbe;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Starts to decide with the application context once the topics exist. Its health is for liveness:
 * it is down only when a restart is the remedy.
 */
final class FleetPolicyLifecycle implements SmartLifecycle, HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(FleetPolicyLifecycle.class);

    private final FleetPolicySettings.Kafka kafka;
    private final RunningFleetPolicy.Options options;
    private final KafkaProbe probe;
    private volatile @Nullable RunningFleetPolicy running;

    FleetPolicyLifecycle(
            FleetPolicySettings.Kafka kafka,
            RunningFleetPolicy.Options options,
            KafkaProbe probe,
            MeterRegistry registry) {
        this.kafka = kafka;
        this.options = options;
        this.probe = probe;
        Gauge.builder("registryfleet.part.alive", this, p -> p.dead().isEmpty() ? 1 : 0)
                .description("1 while a moving part of the service runs")
                .tag("part", "fleet-policy")
                .register(registry);
    }

    @Override
    public void start() {
        try (var admin = kafka.access().admin()) {
            new TopicCatalogue(admin, kafka.topics(), kafka.patience(), LOG::warn)
                    .ensure(Topics.of(RunningFleetPolicy.TOPICS.toArray(String[]::new)));
        }
        running = RunningFleetPolicy.start(options);
    }

    @Override
    public void stop() {
        var policy = running;
        running = null;
        if (policy != null) {
            policy.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public Health health() {
        var dead = dead();
        return dead.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("fleetPolicy", dead).build();
    }

    /** Why the process needs a restart; empty when it does not. */
    private String dead() {
        var policy = running;
        if (policy != null && !policy.dead().isEmpty()) {
            return policy.dead();
        }
        if (!probe.running()) {
            return "nobody asks whether Kafka is there";
        }
        return probe.recreated().isEmpty() ? "" : "created anew: " + probe.recreated();
    }
}
