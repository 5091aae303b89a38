package org.registryfleet.stageservice;

import org.apache.avro.Schema;
import org.registryfleet.schemas.EventType;
import org.registryfleet.schemas.SchemaRegistryClient;
import org.registryfleet.schemas.SchemaRegistryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Registers every released schema of every event in the schema registry, under the events' names,
 * for tools that read the topics. No service depends on the registry, so this retries in the
 * background.
 */
final class SchemaRegistrar implements SmartLifecycle {

    /** Delay between two attempts. */
    static final Duration RETRY_INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistrar.class);

    private final SchemaRegistryClient registry;
    private final Duration retryInterval;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("schema-registry").factory());
    private volatile boolean running;
    private boolean hasWarned;

    SchemaRegistrar(SchemaRegistryClient registry, Duration retryInterval) {
        this.registry = registry;
        this.retryInterval = retryInterval;
    }

    @Override
    public void start() {
        running = true;
        executor.execute(this::register);
    }

    @Override
    public void stop() {
        running = false;
        executor.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void register() {
        try {
            var schemas = schemas();
            schemas.forEach(registry::id);
            LOG.info("{} schemas are in the schema registry", schemas.size());
        } catch (SchemaRegistryException later) {
            retry(later);
        }
    }

    /** Schedules a retry; an unreachable registry is logged once. */
    private void retry(SchemaRegistryException why) {
        if (!running) {
            return;
        }
        if (!hasWarned) {
            LOG.warn("{}; trying again every {} s", why.getMessage(), retryInterval.toSeconds());
            hasWarned = true;
        }
        var _ = executor.schedule(this::register, retryInterval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** All schemas, oldest first, so that the registry's latest version is the current one. */
    private static List<Schema> schemas() {
        return EventType.all().stream()
                .flatMap(type -> Stream.concat(type.history().stream(), Stream.of(type.schema())))
                .distinct()
                .toList();
    }
}
