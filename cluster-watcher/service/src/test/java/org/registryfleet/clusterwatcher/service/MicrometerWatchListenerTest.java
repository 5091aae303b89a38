package org.registryfleet.clusterwatcher.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.registryfleet.clusterwatcher.kind.WatchedKind;
import org.registryfleet.clusterwatcher.kind.WatchedKinds;
import org.registryfleet.events.ObservationType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

class MicrometerWatchListenerTest {
    private static final List<WatchedKind> MAPS =
            WatchedKinds.all().stream()
                    .filter(watched -> watched.kind().kind().equals("ConfigMap"))
                    .toList();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerWatchListener listener =
            new MicrometerWatchListener(
                    registry, 1, _ -> Optional.of(Instant.ofEpochSecond(1_900_000_000)));

    @Test
    void tellsWhenACredentialEnds() {
        listener.began("a");

        assertThat(
                        registry.get("registryfleet.credential.expiration")
                                .tag("cluster", "a")
                                .gauge()
                                .value())
                .isEqualTo(1_900_000_000);
    }

    @Test
    void callsAKindCompleteWhenAllItsWatchesAre() {
        listener.began("c1");
        MAPS.forEach(watched -> listener.complete("c1", watched, false));
        listener.complete("c1", MAPS.getFirst(), true);
        assertThat(complete()).isZero();

        MAPS.forEach(watched -> listener.complete("c1", watched, true));
        assertThat(complete()).isEqualTo(1);

        listener.complete("c1", MAPS.getLast(), false);
        assertThat(complete()).isZero();
    }

    @Test
    void countsWhatTheSessionHasWritten() {
        listener.began("c1");
        listener.observed("c1", ObservationType.ADDED);
        listener.observed("c1", ObservationType.GAP);
        listener.observed("c1", ObservationType.RESYNC);
        listener.written("c1", 1);
        listener.silent("c1");

        assertThat(gauge("registryfleet.watch.session.sent")).isEqualTo(3);
        assertThat(gauge("registryfleet.watch.session.sequence")).isEqualTo(1);
        assertThat(gauge("registryfleet.watch.gaps")).isEqualTo(1);
        assertThat(gauge("registryfleet.watch.resyncs")).isEqualTo(1);
        assertThat(gauge("registryfleet.watch.silence.restarts")).isEqualTo(1);
    }

    @Test
    void keepsSeriesForSoManyClustersOnlyAndDropsThemWithTheCluster() {
        listener.began("c1");
        listener.complete("c1", MAPS.getFirst(), true);
        listener.began("c2");
        listener.complete("c2", MAPS.getFirst(), true);
        assertThat(clusters()).containsOnly("c1");

        listener.ended("c1");
        assertThat(clusters()).isEmpty();
        listener.began("c2");
        assertThat(clusters()).containsOnly("c2");
    }

    private double complete() {
        return registry.get("registryfleet.watch.complete")
                .tags("cluster", "c1", "kind", "ConfigMap")
                .gauge()
                .value();
    }

    private double gauge(String name) {
        return registry.get(name).tag("cluster", "c1").gauge().value();
    }

    private List<String> clusters() {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .map(id -> id.getTag("cluster"))
                .filter(java.util.Objects::nonNull)
                .toList();
    }
}
