package org.registryfleet.clusterwatcher.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.registryfleet.schemas.KafkaProbe;
import org.registryfleet.schemas.KafkaSettings;
import org.registryfleet.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the watcher with the application context once its topics exist. Its health is for
 * liveness: it is down only when a restart is the remedy.
 */
final class WatcherLifecycle implements SmartLifecycle, HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(WatcherLifecycle.class);

    /** Creates and starts a watcher. */
    interface Start {
        RunningWatcher start();
    }

    private final KafkaSettings kafka;
    private final Start start;
    private final KafkaProbe probe;
    private volatile @Nullable RunningWatcher running;

    WatcherLifecycle(KafkaSettings kafka, KafkaProbe probe, MeterRegistry registry, Start start) {
        this.kafka = kafka;
        this.probe = probe;
        Gauge.builder("registryfleet.part.alive", this, w -> w.dead().isEmpty() ? 1 : 0)
                .description("1 while a moving part of the service runs")
                .tag("part", "watcher")
                .register(registry);
        this.start = start;
    }

    @Override
    public void start() {
        kafka.ensure(Topics.of(Topics.CLUSTERS, Topics.OBSERVATIONS, Topics.WATCHES), LOG::warn);
        running = start.start();
    }

    @Override
    public void stop() {
        var watcher = running;
        running = null;
        if (watcher != null) {
            watcher.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public Health health() {
        var watcher = running;
        var dead = dead();
        if (watcher == null || !dead.isEmpty()) {
            return (dead.isEmpty() ? Health.up() : Health.down())
                    .withDetail("watcher", dead.isEmpty() ? "starting" : dead)
                    .build();
        }
        return Health.up()
                .withDetail("partitions", watcher.shards().partitions())
                .withDetail("clusters", watcher.watcher().watched().size())
                .build();
    }

    /** Why the process needs a restart; empty when it does not. */
    private String dead() {
        var watcher = running;
        if (watcher != null && !watcher.shards().running()) {
            return "registrations are not read";
        }
        if (!probe.running()) {
            return "nobody asks whether Kafka is there";
        }
        return probe.recreated().isEmpty() ? "" : "created anew: " + probe.recreated();
    }
}
