package org.registryfleet.clusterwatcher;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.registryfleet.clusterwatcher.watch.WatchListener;
import org.registryfleet.events.ObservationType;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The watches as meters. Labels are bounded: types, never clusters. */
final class MicrometerWatchListener implements WatchListener {
    private final Map<ObservationType, Counter> observations = new EnumMap<>(ObservationType.class);
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private final Counter suppressed;
    private final Counter silent;
    private final Timer syncs;

    MicrometerWatchListener(MeterRegistry registry) {
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
        registry.gauge("registryfleet.clusters.unreachable", lost, Set::size);
    }

    @Override
    public void observed(String cluster, ObservationType type) {
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
