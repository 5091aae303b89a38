package org.registryfleet.statusreporter.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.NOW;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.contested;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.enrolled;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.reported;
import static org.registryfleet.statusreporter.service.fleet.FleetFixture.result;

import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.condition.ConditionStatus;
import org.registryfleet.statusreporter.problem.RegistryProblem;
import org.registryfleet.statusreporter.pruner.PrunerInstallation;
import org.registryfleet.statusreporter.service.fleet.FleetEvent;
import org.registryfleet.statusreporter.service.fleet.FleetView;
import org.registryfleet.statusreporter.summary.ClusterStatusState;
import org.registryfleet.statusreporter.summary.HealthStatus;
import org.registryfleet.statusreporter.summary.StatusSummary;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ClusterMetricsTest {

    private final FleetView view = new FleetView();
    private final ClusterMetrics meters = new ClusterMetrics(view);

    @Test
    void tellsWhatAClusterIs() {
        view.accept(enrolled("alpha", "Alpha"));
        view.accept(reported("alpha", HealthStatus.REMOVED, "Removed"));

        assertThat(series())
                .contains(
                        "registryfleet_cluster_info{cluster=alpha, environment=, management_state=Removed, paused=false, platform=VSphere, problem=, reason=Removed, simulated=true, storage=PVC, summary=Removed} 1.0",
                        "registryfleet_cluster_condition{cluster=alpha, condition=Available, kind=Config, reason=Ready} 1.0",
                        "registryfleet_cluster_contact{cluster=alpha} 1.0",
                        "registryfleet_cluster_settled{cluster=alpha} 0.0",
                        "registryfleet_cluster_contested_fields{cluster=alpha} 0.0",
                        "registryfleet_cluster_ready_replicas{cluster=alpha} 1.0",
                        "image_registry_storage_type{cluster=alpha, storage=PVC} 1.0",
                        "image_registry_operator_image_pruner_install_status{cluster=alpha} 2.0",
                        "image_registry_operator_storage_reconfigured{cluster=alpha} 0.0");
    }

    @Test
    void countsTheFieldsThatDoNotStayAsTheyAreWrittenAndShowsThemInTheStory() {
        view.accept(enrolled("alpha", "Alpha"));
        var status =
                new ClusterStatusState(
                        "VSphere",
                        "PVC",
                        "Managed",
                        Connectivity.State.CONNECTED,
                        new StatusSummary(HealthStatus.AVAILABLE, "Ready", ""),
                        "",
                        List.of(),
                        List.of(),
                        1,
                        PrunerInstallation.SUSPENDED,
                        List.of(contested()),
                        List.of(new RegistryProblem("ClaimPending", "claim Pending (c)")),
                        true,
                        NOW);
        view.accept(new FleetEvent.Reported("alpha", result(1, Map.of()), status));

        assertThat(series())
                .contains("registryfleet_cluster_contested_fields{cluster=alpha} 1.0")
                .anyMatch(line -> line.contains("problem=ClaimPending"));
        assertThat(ClusterDetail.of(view.find("alpha").orElseThrow(), null).contested())
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.object()).isEqualTo("Deployment ns/image-registry");
                            assertThat(line.contest()).isEqualTo("REWRITTEN");
                            assertThat(line.found()).isEqualTo("\"mirror/registry:1\"");
                        });
    }

    /**
     * The reference's own story X-12, and more: only a switch from one storage to another counts.
     */
    @Test
    void countsHowOftenTheStorageWasSwitched() {
        view.accept(enrolled("alpha", "Alpha"));
        view.accept(reported("alpha", HealthStatus.AVAILABLE, "Ready"));
        stored(1, "", "s3 one", "s3 one", "emptyDir ", "", "pvc claim", "pvc other");
        // read again from the beginning
        stored(1, "", "s3 one", "s3 one", "emptyDir ", "", "pvc claim", "pvc other");

        assertThat(series())
                .contains("image_registry_operator_storage_reconfigured{cluster=alpha} 2.0");
    }

    private void stored(long from, String... inForce) {
        var offset = from;
        for (var storage : inForce) {
            view.accept(
                    new FleetEvent.Stored("alpha", result(offset++, Map.of()), storage, List.of()));
        }
    }

    @Test
    void isSilentAboutAPrunerThatIsNotKnown() {
        report("alpha", PrunerInstallation.UNKNOWN, List.of());
        report("beta", PrunerInstallation.NOT_INSTALLED, List.of());

        assertThat(series().filter(line -> line.contains("pruner")))
                .containsExactly(
                        "image_registry_operator_image_pruner_install_status{cluster=beta} 0.0");
    }

    @Test
    void hasASeriesOfEachKnownConditionAndOfNoOther() {
        report("alpha", conditions("Degraded", "NobodyKnowsThis", "StorageExists", "Degraded"));

        assertThat(series().filter(line -> line.startsWith("registryfleet_cluster_condition")))
                .containsExactlyInAnyOrder(
                        "registryfleet_cluster_condition{cluster=alpha, condition=Degraded, kind=Config, reason=Other} -1.0",
                        "registryfleet_cluster_condition{cluster=alpha, condition=StorageExists, kind=Config, reason=Other} -1.0",
                        "registryfleet_cluster_condition{cluster=alpha, condition=Degraded, kind=ClusterOperator, reason=Other} -1.0");
    }

    @Test
    void growsWithTheFleetAndWithNothingElse() {
        var everything =
                conditions(
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
                        "ConfigObservationDegraded",
                        "AzureStackCloudControllerDegraded",
                        "SomebodysOwn");
        IntStream.range(0, 200).forEach(i -> report("c" + i, everything));
        // the same clusters once more, with other words
        IntStream.range(0, 200)
                .forEach(i -> view.accept(reported("c" + i, HealthStatus.AVAILABLE, "A" + i)));
        IntStream.range(0, 200).forEach(i -> report("c" + i, everything));

        assertThat(series()).hasSize(200 * ClusterMetrics.SERIES_OF_A_CLUSTER);
    }

    @Test
    void forgetsAClusterThatHasLeft() {
        view.accept(enrolled("alpha", "Alpha"));
        view.accept(reported("alpha", HealthStatus.AVAILABLE, "Ready"));
        view.accept(new FleetEvent.Deregistered("alpha"));

        assertThat(series()).isEmpty();
    }

    private void report(String cluster, List<Condition> conditions) {
        report(cluster, PrunerInstallation.SUSPENDED, conditions);
    }

    private void report(String cluster, PrunerInstallation pruner, List<Condition> conditions) {
        view.accept(enrolled(cluster, cluster));
        var status =
                new ClusterStatusState(
                        "VSphere",
                        "PVC",
                        "Managed",
                        Connectivity.State.CONNECTED,
                        new StatusSummary(
                                HealthStatus.DEGRADED, "an error's text, which is no word", ""),
                        "",
                        conditions,
                        conditions,
                        1,
                        pruner,
                        List.of(),
                        List.of(),
                        true,
                        NOW);
        view.accept(new FleetEvent.Reported(cluster, result(1, Map.of()), status));
    }

    private static List<Condition> conditions(String... types) {
        return Stream.of(types)
                .map(type -> new Condition(type, ConditionStatus.UNKNOWN, "not a word", "m", NOW))
                .toList();
    }

    private Stream<String> series() {
        return meters.collect().stream()
                .flatMap(
                        snapshot ->
                                snapshot.getDataPoints().stream()
                                        .map(point -> line(snapshot.getMetadata(), point)));
    }

    private static String line(MetricMetadata metadata, DataPointSnapshot point) {
        var labels =
                point.getLabels().stream()
                        .map(label -> label.getName() + "=" + label.getValue())
                        .sorted()
                        .collect(Collectors.joining(", ", "{", "} "));
        return switch (point) {
            case GaugeDataPointSnapshot gauge -> metadata.getName() + labels + gauge.getValue();
            case CounterDataPointSnapshot counter ->
                    metadata.getName() + labels + counter.getValue();
            default -> metadata.getName() + "_info" + labels + 1.0;
        };
    }
}
