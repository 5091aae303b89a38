package org.registryfleet.clusterwatcher.service;

import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusterobjects.redaction.Redaction;
import org.registryfleet.clusterwatcher.kind.WatchedKinds;
import org.registryfleet.clusterwatcher.service.kafka.KafkaObservations;
import org.registryfleet.clusterwatcher.service.kafka.Shards;
import org.registryfleet.clusterwatcher.service.watch.PageSlots;
import org.registryfleet.clusterwatcher.service.watch.WatchContext;
import org.registryfleet.clusterwatcher.service.watch.WatchListener;
import org.registryfleet.clusterwatcher.service.watch.WatchSettings;
import org.registryfleet.schemas.Events;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A complete watcher without Spring: watches the clusters of its partitions and produces their
 * observations. Closes what it created, but not the connections it was given.
 */
public final class RunningWatcher implements AutoCloseable {

    /**
     * Configuration of a watcher.
     *
     * @param producer settings for Kafka's producer, at least {@code bootstrap.servers}
     * @param consumer settings for Kafka's consumer, at least {@code bootstrap.servers}
     */
    public record Options(
            Map<String, ?> producer,
            Map<String, ?> consumer,
            Events events,
            WatchSettings watch,
            InstantSource clock,
            WatchListener listener) {

        /** The defaults. */
        public static Options of(String bootstrapServers) {
            Map<String, String> kafka = Map.of("bootstrap.servers", bootstrapServers);
            return new Options(
                    kafka,
                    kafka,
                    Events.singleObject(),
                    WatchSettings.standard(),
                    InstantSource.system(),
                    WatchListener.NONE);
        }
    }

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("watch-timer").daemon().factory());
    private final KafkaObservations observations;
    private final FleetWatcher watcher;
    private final Shards shards;

    private RunningWatcher(ClusterConnections connections, Redaction redaction, Options options) {
        this.observations = new KafkaObservations(options.producer(), options.events());
        var context =
                new WatchContext(
                        WatchedKinds.all(),
                        redaction,
                        options.watch(),
                        observations,
                        new PageSlots(options.watch().pagesAtOnce()),
                        connections.threads(),
                        timer,
                        options.clock(),
                        options.listener());
        this.watcher = new FleetWatcher(connections, context);
        this.shards =
                new Shards(
                        options.consumer(),
                        options.events(),
                        watcher,
                        options.watch().reclaimPause());
    }

    public static RunningWatcher start(
            ClusterConnections connections, Redaction redaction, Options options) {
        var running = new RunningWatcher(connections, redaction, options);
        running.shards.start();
        return running;
    }

    public FleetWatcher watcher() {
        return watcher;
    }

    public Shards shards() {
        return shards;
    }

    @Override
    public void close() {
        shards.close();
        watcher.close();
        observations.close();
        timer.shutdownNow();
    }
}
