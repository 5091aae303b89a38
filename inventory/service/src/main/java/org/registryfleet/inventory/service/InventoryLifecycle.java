package org.registryfleet.inventory.service;

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
 * Starts the inventory with the application context once its topics exist. Its health is for
 * liveness: it is down only when a restart is the remedy.
 */
final class InventoryLifecycle implements SmartLifecycle, HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(InventoryLifecycle.class);

    private final InventoryServiceSettings.Kafka kafka;
    private final RunningInventory.Options options;
    private final KafkaProbe probe;
    private volatile @Nullable RunningInventory running;

    InventoryLifecycle(
            InventoryServiceSettings.Kafka kafka,
            RunningInventory.Options options,
            KafkaProbe probe,
            MeterRegistry registry) {
        this.kafka = kafka;
        this.options = options;
        this.probe = probe;
        Gauge.builder("registryfleet.part.alive", this, i -> i.dead().isEmpty() ? 1 : 0)
                .description("1 while a moving part of the service runs")
                .tag("part", "inventory")
                .register(registry);
    }

    @Override
    public void start() {
        try (var admin = kafka.access().admin()) {
            new TopicCatalogue(admin, kafka.topics(), kafka.patience(), LOG::warn)
                    .ensure(
                            Topics.of(
                                    Topics.CLUSTERS,
                                    Topics.WATCHES,
                                    Topics.INVENTORY,
                                    Topics.INVENTORY_EVENTS));
        }
        running = RunningInventory.start(options);
    }

    @Override
    public void stop() {
        var inventory = running;
        running = null;
        if (inventory != null) {
            inventory.close();
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
                : Health.down().withDetail("inventory", dead).build();
    }

    /** Why the process needs a restart; empty when it does not. */
    private String dead() {
        var inventory = running;
        if (inventory != null && !inventory.dead().isEmpty()) {
            return inventory.dead();
        }
        if (!probe.running()) {
            return "nobody asks whether Kafka is there";
        }
        return probe.recreated().isEmpty() ? "" : "created anew: " + probe.recreated();
    }
}
