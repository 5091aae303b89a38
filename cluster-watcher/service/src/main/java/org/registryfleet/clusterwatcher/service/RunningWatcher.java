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
import org.registryfleet.schemas.KafkaAccess;

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
     * @param member further settings of the consumer group's member
     */
    public record Options(
            KafkaAccess kafka,
            Map<String, ?> member,
            Events events,
            WatchSettings watch,
            InstantSource clock,
            WatchListener listener) {

        /** The defaults. */
        public static Options of(String bootstrapServers) {
            return new Options(
                    KafkaAccess.of(bootstrapServers),
                    Map.of(),
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
        this.observations = new KafkaObservations(options.kafka(), options.events());
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
                        options.kafka(),
                        options.member(),
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
