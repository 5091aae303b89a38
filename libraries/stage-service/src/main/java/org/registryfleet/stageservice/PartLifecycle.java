package org.registryfleet.stageservice;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.jspecify.annotations.Nullable;
import org.registryfleet.schemas.KafkaProbe;
import org.registryfleet.schemas.KafkaSettings;
import org.registryfleet.schemas.TopicSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

import java.util.Collection;
import java.util.function.Supplier;

/**
 * Starts what a service consists of with the application context, once its topics exist. Its health
 * is for liveness: it is down only when a restart is the remedy.
 */
public final class PartLifecycle implements SmartLifecycle, HealthIndicator, MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(PartLifecycle.class);

    /** What runs. */
    public interface Part extends AutoCloseable {

        /** Why it cannot go on without a restart; empty when it runs. */
        String dead();

        @Override
        void close();
    }

    private final String name;
    private final Collection<TopicSpec> topics;
    private final Supplier<Part> start;
    private final KafkaSettings kafka;
    private final KafkaProbe probe;
    private volatile @Nullable Part running;

    /**
     * Starts nothing yet.
     *
     * @param name of the part, in metrics and health
     */
    public PartLifecycle(
            String name,
            Collection<TopicSpec> topics,
            Supplier<Part> start,
            KafkaSettings kafka,
            KafkaProbe probe) {
        this.name = name;
        this.topics = topics;
        this.start = start;
        this.kafka = kafka;
        this.probe = probe;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("registryfleet.part.alive", this, part -> part.dead().isEmpty() ? 1 : 0)
                .description("1 while a moving part of the service runs")
                .tag("part", name)
                .register(registry);
    }

    @Override
    public void start() {
        kafka.ensure(topics, LOG::warn);
        running = start.get();
    }

    @Override
    public void stop() {
        var part = running;
        running = null;
        if (part != null) {
            part.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public Health health() {
        var dead = dead();
        return dead.isEmpty() ? Health.up().build() : Health.down().withDetail(name, dead).build();
    }

    private String dead() {
        var part = running;
        if (part != null && !part.dead().isEmpty()) {
            return part.dead();
        }
        if (!probe.running()) {
            return "nobody asks whether Kafka is there";
        }
        return probe.recreated().isEmpty() ? "" : "created anew: " + probe.recreated();
    }
}
