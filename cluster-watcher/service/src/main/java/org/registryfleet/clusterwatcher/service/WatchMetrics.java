package org.registryfleet.clusterwatcher.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

import org.registryfleet.clusterwatcher.kind.WatchedKind;
import org.registryfleet.events.ObservationType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Meters of one cluster: completeness by kind and the progress of its session. */
final class WatchMetrics {
    private final String cluster;
    private final MeterRegistry registry;
    private final Queue<Meter.Id> meters = new ConcurrentLinkedQueue<>();
    private final Map<String, Completeness> kinds = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong last = new AtomicLong(-1);
    private final AtomicLong gaps = new AtomicLong();
    private final AtomicLong resyncs = new AtomicLong();
    private final AtomicLong silences = new AtomicLong();

    /** The watches of one kind, and those of them that are complete. */
    private record Completeness(Set<WatchedKind> all, Set<WatchedKind> complete) {
        double value() {
            return complete.containsAll(all) ? 1 : 0;
        }
    }

    WatchMetrics(
            String cluster,
            MeterRegistry registry,
            Function<String, Optional<Instant>> credentialEnds) {
        this.cluster = cluster;
        this.registry = registry;
        gauge(
                "registryfleet.watch.session.sent",
                "Observations of the session handed to Kafka",
                sent);
        gauge(
                "registryfleet.watch.session.sequence",
                "Number of the last one that is in the log",
                last);
        gauge("registryfleet.watch.gaps", "Gaps marked since the watch began here", gaps);
        gauge("registryfleet.watch.resyncs", "Gaps ended since the watch began here", resyncs);
        gauge(
                "registryfleet.watch.silence.restarts",
                "Watches opened anew for their silence",
                silences);
        meters.add(
                Gauge.builder(
                                "registryfleet.credential.expiration",
                                () ->
                                        credentialEnds
                                                .apply(cluster)
                                                .map(end -> (double) end.getEpochSecond())
                                                .orElse(Double.NaN))
                        .description(
                                "When the credential ends that nobody renews, in Unix time; NaN"
                                        + " when it does not say")
                        .baseUnit("seconds")
                        .tag("cluster", cluster)
                        .strongReference(true)
                        .register(registry)
                        .getId());
    }

    void began() {
        sent.set(0);
        last.set(-1);
        kinds.values().forEach(kind -> kind.complete().clear());
    }

    void complete(WatchedKind watched, boolean isComplete) {
        var kind = kinds.computeIfAbsent(watched.kind().kind(), this::completeness);
        kind.all().add(watched);
        if (isComplete) {
            kind.complete().add(watched);
        } else {
            kind.complete().remove(watched);
        }
    }

    void written(long sequence) {
        last.set(sequence);
    }

    void observed(ObservationType type) {
        sent.incrementAndGet();
        switch (type) {
            case GAP -> gaps.incrementAndGet();
            case RESYNC -> resyncs.incrementAndGet();
            case ADDED, MODIFIED, DELETED, SYNCED -> {}
            case CONTACT_LOST, CONTACT_RESTORED, RESUMED, CREDENTIAL, UNKNOWN -> {}
        }
    }

    void silent() {
        silences.incrementAndGet();
    }

    /** Removes the meters of the cluster. */
    void remove() {
        List.copyOf(meters).forEach(registry::remove);
    }

    private Completeness completeness(String kind) {
        var completeness =
                new Completeness(ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
        meters.add(
                Gauge.builder("registryfleet.watch.complete", completeness, Completeness::value)
                        .description("1 when all objects of the kind are known and none is missed")
                        .tag("cluster", cluster)
                        .tag("kind", kind)
                        .register(registry)
                        .getId());
        return completeness;
    }

    private void gauge(String name, String description, AtomicLong value) {
        ToDoubleFunction<AtomicLong> reading = AtomicLong::get;
        meters.add(
                Gauge.builder(name, value, reading)
                        .description(description)
                        .tag("cluster", cluster)
                        .register(registry)
                        .getId());
    }
}
