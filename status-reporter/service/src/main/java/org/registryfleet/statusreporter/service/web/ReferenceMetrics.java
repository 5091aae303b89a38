package org.registryfleet.statusreporter.service.web;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;

import org.registryfleet.statusreporter.service.fleet.ClusterRecord;
import org.registryfleet.statusreporter.summary.ClusterStatusState;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The metrics of the reference operator under its own names, with the cluster as a label
 * (spec/status.md 4.1). The README lists those that cannot be determined here.
 */
final class ReferenceMetrics {

    /** At most. */
    static final int SERIES_OF_A_CLUSTER = 3;

    private static final MetricMetadata STORAGE_TYPE =
            new MetricMetadata(
                    "image_registry_storage_type", "1 for the storage that the registry uses");
    private static final MetricMetadata PRUNER =
            new MetricMetadata(
                    "image_registry_operator_image_pruner_install_status",
                    "0 for a pruner that is not installed, 1 for a suspended, 2 for an enabled one");

    // the format adds _total
    private static final MetricMetadata RECONFIGURED =
            new MetricMetadata(
                    "image_registry_operator_storage_reconfigured",
                    "How often the storage behind the registry was switched");

    private ReferenceMetrics() {}

    static List<MetricSnapshot> of(List<ClusterRecord> clusters) {
        return List.of(
                new GaugeSnapshot(STORAGE_TYPE, points(clusters, ReferenceMetrics::storageType)),
                new GaugeSnapshot(PRUNER, points(clusters, ReferenceMetrics::pruner)),
                new CounterSnapshot(
                        RECONFIGURED, points(clusters, ReferenceMetrics::reconfigured)));
    }

    /** Of the clusters that have a status. */
    private static <P> List<P> points(
            List<ClusterRecord> clusters,
            BiFunction<ClusterRecord, ClusterStatusState, Optional<P>> point) {
        return clusters.stream()
                .flatMap(
                        cluster ->
                                Stream.ofNullable(cluster.status())
                                        .flatMap(status -> point.apply(cluster, status).stream()))
                .toList();
    }

    private static Optional<GaugeDataPointSnapshot> storageType(
            ClusterRecord cluster, ClusterStatusState status) {
        var kind = status.storageKind();
        return kind.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new GaugeDataPointSnapshot(
                                1, Labels.of("cluster", cluster.id(), "storage", kind), null));
    }

    /** Absent while it is not known, where the reference says 0. */
    private static Optional<GaugeDataPointSnapshot> pruner(
            ClusterRecord cluster, ClusterStatusState status) {
        var value =
                switch (status.pruner()) {
                    case UNKNOWN -> OptionalInt.empty();
                    case NOT_INSTALLED -> OptionalInt.of(0);
                    case SUSPENDED -> OptionalInt.of(1);
                    case ENABLED -> OptionalInt.of(2);
                };
        return value.stream()
                .mapToObj(is -> new GaugeDataPointSnapshot(is, labels(cluster), null))
                .findFirst();
    }

    private static Optional<CounterDataPointSnapshot> reconfigured(
            ClusterRecord cluster, ClusterStatusState status) {
        return Optional.of(
                new CounterDataPointSnapshot(
                        cluster.switches().count(), labels(cluster), null, 0L));
    }

    private static Labels labels(ClusterRecord cluster) {
        return Labels.of("cluster", cluster.id());
    }
}
