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
 * Registers every schema that the log's events were ever released with, under the events' names,
 * for tools that read the log. No service needs the registry, so none waits for it: this tries
 * until it has an answer.
 */
final class SchemaRegistrar implements SmartLifecycle {

    /** Between two attempts. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistrar.class);

    private final SchemaRegistryClient registry;
    private final Duration pause;
    private final ScheduledExecutorService attempts =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("schema-registry").factory());
    private volatile boolean running;
    private boolean hasComplained;

    SchemaRegistrar(SchemaRegistryClient registry, Duration pause) {
        this.registry = registry;
        this.pause = pause;
    }

    @Override
    public void start() {
        running = true;
        attempts.execute(this::attempt);
    }

    @Override
    public void stop() {
        running = false;
        attempts.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void attempt() {
        try {
            var schemas = schemas();
            schemas.forEach(registry::id);
            LOG.info("{} schemas are in the schema registry", schemas.size());
        } catch (SchemaRegistryException later) {
            again(later);
        }
    }

    /** A registry that stays away is reported once. */
    private void again(SchemaRegistryException why) {
        if (!running) {
            return;
        }
        if (!hasComplained) {
            LOG.warn("{}; trying again every {} s", why.getMessage(), pause.toSeconds());
            hasComplained = true;
        }
        var _ = attempts.schedule(this::attempt, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The oldest first, so that the registry's latest is the current one. */
    private static List<Schema> schemas() {
        return EventType.all().stream()
                .flatMap(type -> Stream.concat(type.history().stream(), Stream.of(type.schema())))
                .distinct()
                .toList();
    }
}
