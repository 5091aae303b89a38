package org.registryfleet.stageservice;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.registryfleet.schemas.KafkaProbe;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;

/**
 * Liveness health indicator over stream threads, topic readers and the action consumer. A dead one
 * does not recover by itself, so the probe fails and Kubernetes restarts the pod.
 */
final class LivenessParts implements HealthIndicator {
    private final Map<String, BooleanSupplier> parts = new ConcurrentSkipListMap<>();
    private final MeterRegistry registry;

    LivenessParts(MeterRegistry registry) {
        this.registry = registry;
    }

    void add(String name, BooleanSupplier isAlive) {
        parts.put(name, isAlive);
        Gauge.builder("registryfleet.part.alive", isAlive, alive -> alive.getAsBoolean() ? 1 : 0)
                .description("1 while a moving part of the service runs")
                .tag("part", name)
                .strongReference(true)
                .register(registry);
    }

    void add(KafkaProbe probe) {
        add("kafka probe", probe::running);
        add("topics", () -> probe.recreated().isEmpty());
    }

    /** False only after all stream threads have died; true before the start. */
    static boolean isAlive(@Nullable KafkaStreams streams) {
        return streams == null
                || switch (streams.state()) {
                    case CREATED, REBALANCING, RUNNING -> true;
                    case PENDING_ERROR, ERROR, PENDING_SHUTDOWN, NOT_RUNNING -> false;
                };
    }

    @Override
    public Health health() {
        var dead = new TreeMap<String, String>();
        parts.forEach(
                (name, isAlive) -> {
                    if (!isAlive.getAsBoolean()) {
                        dead.put(name, "dead");
                    }
                });
        return dead.isEmpty() ? Health.up().build() : Health.down().withDetails(dead).build();
    }
}
