package org.registryfleet.clusterwatcher.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.registryfleet.clusterwatcher.kind.WatchedKind;
import org.registryfleet.clusterwatcher.service.watch.WatchListener;
import org.registryfleet.events.ObservationType;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The watches as meters. Series with a cluster as label exist for at most a given number of
 * clusters and go with them; the totals count all.
 */
final class MicrometerWatchListener implements WatchListener {
    private final Map<ObservationType, Counter> observations = new EnumMap<>(ObservationType.class);
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private final Counter suppressed;
    private final Counter silent;
    private final Timer syncs;
    private final Counter resumed;
    private final Map<String, WatchMetrics> clusters = new ConcurrentHashMap<>();
    private final MeterRegistry registry;
    private final int mostClusters;

    /**
     * Registers the totals.
     *
     * @param mostClusters so many clusters have series of their own, the others count in totals
     *     only
     */
    MicrometerWatchListener(MeterRegistry registry, int mostClusters) {
        this.registry = registry;
        this.mostClusters = mostClusters;
        for (var type : ObservationType.values()) {
            observations.put(
                    type,
                    Counter.builder("registryfleet.observations")
                            .description("Observations handed to Kafka")
                            .tag("type", type.name())
                            .register(registry));
        }
        suppressed =
                Counter.builder("registryfleet.observations.suppressed")
                        .description("Events that changed nothing and were kept back")
                        .register(registry);
        silent =
                Counter.builder("registryfleet.watches.silent")
                        .description("Watches opened anew because they had fallen silent")
                        .register(registry);
        syncs =
                Timer.builder("registryfleet.cluster.sync")
                        .description("From the begin of a session until everything is listed")
                        .register(registry);
        resumed =
                Counter.builder("registryfleet.sessions.resumed")
                        .description(
                                "Sessions that went on where an earlier one was, without a list")
                        .register(registry);
        registry.gauge("registryfleet.clusters.unreachable", lost, Set::size);
    }

    @Override
    public void began(String cluster) {
        var meters =
                clusters.size() < mostClusters
                        ? clusters.computeIfAbsent(cluster, id -> new WatchMetrics(id, registry))
                        : clusters.get(cluster);
        if (meters != null) {
            meters.began();
        }
    }

    @Override
    public void ended(String cluster) {
        lost.remove(cluster);
        var meters = clusters.remove(cluster);
        if (meters != null) {
            meters.remove();
        }
    }

    @Override
    public void complete(String cluster, WatchedKind watched, boolean isComplete) {
        var meters = clusters.get(cluster);
        if (meters != null) {
            meters.complete(watched, isComplete);
        }
    }

    @Override
    public void written(String cluster, long sequence) {
        var meters = clusters.get(cluster);
        if (meters != null) {
            meters.written(sequence);
        }
    }

    @Override
    public void resumed(String cluster) {
        resumed.increment();
    }

    @Override
    public void observed(String cluster, ObservationType type) {
        var meters = clusters.get(cluster);
        if (meters != null) {
            meters.observed(type);
        }
        var counter = observations.get(type);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void suppressed(String cluster) {
        suppressed.increment();
    }

    @Override
    public void silent(String cluster) {
        silent.increment();
        var meters = clusters.get(cluster);
        if (meters != null) {
            meters.silent();
        }
    }

    @Override
    public void contact(String cluster, boolean connected) {
        if (connected) {
            lost.remove(cluster);
        } else {
            lost.add(cluster);
        }
    }

    @Override
    public void synced(String cluster, Duration took) {
        syncs.record(took);
    }
}
