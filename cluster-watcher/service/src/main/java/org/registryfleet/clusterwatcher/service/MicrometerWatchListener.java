package org.registryfleet.clusterwatcher.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.registryfleet.clusterwatcher.kind.WatchedKind;
import org.registryfleet.clusterwatcher.service.watch.WatchListener;
import org.registryfleet.events.ObservationType;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Publishes the watches as metrics. Per-cluster meters are capped in number, to bound cardinality,
 * and removed with their cluster; the totals count all clusters.
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
    private final int maxClusters;
    private final Function<String, Optional<Instant>> credentialEnds;

    /**
     * Registers the totals.
     *
     * @param maxClusters maximum number of clusters with meters of their own; the others count in
     *     the totals only
     * @param credentialEnds when a cluster's credential ends, as far as it says so
     */
    MicrometerWatchListener(
            MeterRegistry registry,
            int maxClusters,
            Function<String, Optional<Instant>> credentialEnds) {
        this.registry = registry;
        this.credentialEnds = credentialEnds;
        this.maxClusters = maxClusters;
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
        var metrics =
                clusters.size() < maxClusters
                        ? clusters.computeIfAbsent(
                                cluster, id -> new WatchMetrics(id, registry, credentialEnds))
                        : clusters.get(cluster);
        if (metrics != null) {
            metrics.began();
        }
    }

    @Override
    public void ended(String cluster) {
        lost.remove(cluster);
        var metrics = clusters.remove(cluster);
        if (metrics != null) {
            metrics.remove();
        }
    }

    @Override
    public void complete(String cluster, WatchedKind watched, boolean isComplete) {
        var metrics = clusters.get(cluster);
        if (metrics != null) {
            metrics.complete(watched, isComplete);
        }
    }

    @Override
    public void written(String cluster, long sequence) {
        var metrics = clusters.get(cluster);
        if (metrics != null) {
            metrics.written(sequence);
        }
    }

    @Override
    public void resumed(String cluster) {
        resumed.increment();
    }

    @Override
    public void observed(String cluster, ObservationType type) {
        var metrics = clusters.get(cluster);
        if (metrics != null) {
            metrics.observed(type);
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
        var metrics = clusters.get(cluster);
        if (metrics != null) {
            metrics.silent();
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
