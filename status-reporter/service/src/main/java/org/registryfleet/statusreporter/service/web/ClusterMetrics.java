package org.registryfleet.statusreporter.service.web;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.condition.ConditionStatus;
import org.registryfleet.statusreporter.service.fleet.ClusterRecord;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.registryfleet.statusreporter.summary.ClusterStatusState;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Exposes the state of every cluster to Prometheus. A condition is 1 for True, 0 for False and -1
 * for Unknown. A cluster has at most {@link #SERIES_OF_A_CLUSTER} series, which are created at
 * scrape time and disappear with the cluster.
 */
final class ClusterMetrics implements MultiCollector {

    /** Conditions of a Config; other conditions that users may add are not exported. */
    private static final Set<String> CONFIG_CONDITIONS =
            Set.of(
                    "Available",
                    "Progressing",
                    "Degraded",
                    "Removed",
                    "StorageExists",
                    "NodeCADaemonAvailable",
                    "NodeCADaemonProgressing",
                    "NodeCADaemonControllerDegraded",
                    "ImageConfigControllerDegraded",
                    "ImageRegistryCertificatesControllerDegraded",
                    "ConfigObservationDegraded");

    private static final Set<String> OPERATOR_CONDITIONS =
            Set.of("Available", "Progressing", "Degraded");

    private static final String PREFIX = "registryfleet_cluster_";

    private static final List<Single> SINGLES =
            List.of(
                    new Single(
                            "contact",
                            "1 while the cluster's API server can be reached",
                            status -> status.contact() == Connectivity.State.CONNECTED ? 1 : 0),
                    new Single(
                            "settled",
                            "1 while nothing is under way for the cluster",
                            status -> status.settled() ? 1 : 0),
                    new Single(
                            "ready_replicas",
                            "Ready replicas of the registry",
                            ClusterStatusState::readyReplicas),
                    new Single(
                            "contested_fields",
                            "Fields that do not stay as the fleet writes them",
                            status -> status.contested().size()),
                    new Single(
                            "summary_changed_timestamp_seconds",
                            "When the cluster's summary last changed, in seconds since 1970",
                            status -> status.since().getEpochSecond()));

    /** The singles, the conditions, the info and those of the reference. */
    static final int SERIES_OF_A_CLUSTER =
            SINGLES.size()
                    + CONFIG_CONDITIONS.size()
                    + OPERATOR_CONDITIONS.size()
                    + 1
                    + ReferenceMetrics.SERIES_OF_A_CLUSTER;

    /** Reasons are identifiers; error messages are kept out of labels. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_:]{0,100}");

    private final FleetView view;

    ClusterMetrics(FleetView view) {
        this.view = view;
    }

    /** A state that is a single number. */
    private record Single(String name, String help, ToDoubleFunction<ClusterStatusState> value) {}

    /** A cluster that has a status. */
    private record Reported(ClusterRecord cluster, ClusterStatusState status) {

        static Stream<Reported> of(ClusterRecord cluster) {
            return Optional.ofNullable(cluster.status())
                    .map(status -> new Reported(cluster, status))
                    .stream();
        }

        GaugeDataPointSnapshot is(double value, String... labels) {
            return new GaugeDataPointSnapshot(value, labels(labels), null);
        }

        Labels labels(String... labels) {
            return Labels.of("cluster", cluster.id()).merge(Labels.of(labels));
        }
    }

    @Override
    public MetricSnapshots collect() {
        var clusters = view.all();
        var reported = clusters.stream().flatMap(Reported::of).toList();
        var snapshots = MetricSnapshots.builder();
        snapshots.metricSnapshot(
                new InfoSnapshot(
                        new MetricMetadata("registryfleet_cluster", "What the cluster is"),
                        reported.stream().map(ClusterMetrics::info).toList()));
        snapshots.metricSnapshot(
                gauge(
                        PREFIX + "condition",
                        "Conditions: 1 True, 0 False, -1 Unknown",
                        reported,
                        ClusterMetrics::conditions));
        for (var single : SINGLES) {
            snapshots.metricSnapshot(
                    gauge(
                            PREFIX + single.name(),
                            single.help(),
                            reported,
                            one -> Stream.of(one.is(single.value().applyAsDouble(one.status())))));
        }
        ReferenceMetrics.of(clusters).forEach(snapshots::metricSnapshot);
        return snapshots.build();
    }

    private static InfoDataPointSnapshot info(Reported one) {
        var status = one.status();
        return new InfoDataPointSnapshot(
                one.labels(
                        "platform",
                        status.platform(),
                        "storage",
                        status.storageKind(),
                        "management_state",
                        status.managementState(),
                        "summary",
                        status.summary().health().text(),
                        "reason",
                        word(status.summary().reason()),
                        "problem",
                        status.problems().stream()
                                .map(problem -> word(problem.reason()))
                                .findFirst()
                                .orElse(""),
                        "environment",
                        one.cluster().labels().getOrDefault("environment", ""),
                        "paused",
                        String.valueOf(one.cluster().isPaused()),
                        "simulated",
                        String.valueOf(one.cluster().isSimulated())));
    }

    private static Stream<GaugeDataPointSnapshot> conditions(Reported one) {
        return Stream.concat(
                conditions(one, "Config", one.status().configConditions(), CONFIG_CONDITIONS),
                conditions(
                        one,
                        "ClusterOperator",
                        one.status().clusterOperatorConditions(),
                        OPERATOR_CONDITIONS));
    }

    private static Stream<GaugeDataPointSnapshot> conditions(
            Reported one, String kind, List<Condition> conditions, Set<String> known) {
        return conditions.stream()
                .filter(condition -> known.contains(condition.type()))
                .collect(
                        Collectors.toMap(Condition::type, Function.identity(), (first, _) -> first))
                .values()
                .stream()
                .map(
                        condition ->
                                one.is(
                                        number(condition.status()),
                                        "kind",
                                        kind,
                                        "condition",
                                        condition.type(),
                                        "reason",
                                        word(condition.reason())));
    }

    private static GaugeSnapshot gauge(
            String name,
            String help,
            List<Reported> reported,
            Function<Reported, Stream<GaugeDataPointSnapshot>> points) {
        return new GaugeSnapshot(
                new MetricMetadata(name, help), reported.stream().flatMap(points).toList());
    }

    private static double number(ConditionStatus status) {
        return switch (status) {
            case TRUE -> 1;
            case FALSE -> 0;
            case UNKNOWN -> -1;
        };
    }

    private static String word(String reason) {
        return WORD.matcher(reason).matches() ? reason : "Other";
    }
}
