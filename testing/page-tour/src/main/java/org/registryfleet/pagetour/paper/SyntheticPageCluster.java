package org.registryfleet.pagetour.paper;

import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.condition.ConditionStatus;
import org.registryfleet.statusreporter.pruner.PrunerInstallation;
import org.registryfleet.statusreporter.service.fleet.DecisionReason;
import org.registryfleet.statusreporter.service.fleet.FleetEvent;
import org.registryfleet.statusreporter.service.fleet.RecordPosition;
import org.registryfleet.statusreporter.service.fleet.RegisteredCluster;
import org.registryfleet.statusreporter.service.fleet.StageResult;
import org.registryfleet.statusreporter.summary.ClusterStatusState;
import org.registryfleet.statusreporter.summary.HealthStatus;
import org.registryfleet.statusreporter.summary.StatusSummary;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A cluster on paper. Its number decides what it is like, so every run has the same fleet. */
public record SyntheticPageCluster(int number) {

    private static final List<String> ENVIRONMENTS = List.of("prod", "prod", "stage", "dev");
    private static final List<String> REGIONS = List.of("eu-north", "eu-west", "us-east", "ap");
    private static final List<String> PLATFORMS =
            List.of("AWS", "VSphere", "BareMetal", "OpenStack", "None", "Nutanix", "AWS");
    private static final List<String> TYPES =
            List.of(
                    "Available",
                    "Progressing",
                    "Degraded",
                    "Removed",
                    "NodeCADaemonAvailable",
                    "NodeCADaemonProgressing",
                    "ImageConfigControllerDegraded",
                    "StorageExists");

    /** So many of them. */
    public static List<SyntheticPageCluster> fleet(int clusters) {
        return IntStream.range(0, clusters).mapToObj(SyntheticPageCluster::new).toList();
    }

    public String id() {
        return "%s-%s-%04d"
                .formatted(of(ENVIRONMENTS, 1), of(REGIONS, ENVIRONMENTS.size()), number);
    }

    /** Its way into the fleet and its status. */
    public Stream<FleetEvent> events() {
        var labels = Map.of("environment", of(ENVIRONMENTS, 1), "region", of(REGIONS, 4));
        return Stream.of(
                new FleetEvent.Registered(
                        id(),
                        new RegisteredCluster("", labels, "https://" + id(), "FULL", false, false)),
                reported(usual(), Instant.now().minus(Duration.ofMinutes(number % 5_000))));
    }

    /** A new status. */
    public FleetEvent reported(HealthStatus summary, Instant since) {
        var reasoning = new DecisionReason("A8-P9-D9", "as the conditions say", since, null);
        var result =
                new StageResult(
                        new RecordPosition("fleet.status.v1", number % 12, number),
                        reasoning,
                        Map.of());
        return new FleetEvent.Reported(id(), result, status(summary, since));
    }

    /** Nearly all are well. */
    private HealthStatus usual() {
        return switch (number % 50) {
            case 7 -> HealthStatus.DEGRADED;
            case 11, 31 -> HealthStatus.PROGRESSING;
            case 17, 27, 37, 47 -> HealthStatus.REMOVED;
            case 23 -> number % 100 == 23 ? HealthStatus.UNAVAILABLE : HealthStatus.UNREACHABLE;
            case 41 -> HealthStatus.UNMANAGED;
            default -> HealthStatus.AVAILABLE;
        };
    }

    private ClusterStatusState status(HealthStatus summary, Instant since) {
        var headline = headline(summary);
        var conditions = TYPES.stream().map(type -> condition(type, headline, since)).toList();
        return new ClusterStatusState(
                of(PLATFORMS, 1),
                summary == HealthStatus.REMOVED
                        ? ""
                        : of(PLATFORMS, 1).equals("AWS") ? "S3" : "PVC",
                switch (summary) {
                    case REMOVED -> "Removed";
                    case UNMANAGED -> "Unmanaged";
                    default -> "Managed";
                },
                summary == HealthStatus.UNREACHABLE
                        ? Connectivity.State.LOST
                        : Connectivity.State.CONNECTED,
                headline,
                "",
                conditions,
                conditions.subList(0, 3),
                summary == HealthStatus.AVAILABLE ? 2 : 0,
                PrunerInstallation.ENABLED,
                List.of(),
                List.of(),
                summary != HealthStatus.PROGRESSING,
                since);
    }

    private static StatusSummary headline(HealthStatus summary) {
        return switch (summary) {
            case AVAILABLE -> new StatusSummary(summary, "Ready", "The registry is ready");
            case REMOVED -> new StatusSummary(summary, "Removed", "The registry is removed");
            case PROGRESSING ->
                    new StatusSummary(
                            summary, "DeploymentNotCompleted", "The deployment has not completed");
            case DEGRADED ->
                    new StatusSummary(
                            summary, "RouteDegraded", "route default-route: the host is taken");
            case UNAVAILABLE ->
                    new StatusSummary(
                            summary,
                            "NoReplicasAvailable",
                            "The deployment does not have available replicas");
            case UNREACHABLE ->
                    new StatusSummary(
                            summary, "ContactLost", "The cluster does not answer any more");
            case HIBERNATING ->
                    new StatusSummary(
                            summary, "Hibernating", "The cluster is switched off on purpose");
            case UNMANAGED ->
                    new StatusSummary(
                            summary, "Unmanaged", "The registry configuration is unmanaged");
            case UPGRADING ->
                    new StatusSummary(
                            summary,
                            "Ready",
                            "The cluster is upgraded to 4.20.1. The registry is ready");
            case NOT_INSTALLED, CAPABILITY_DISABLED ->
                    new StatusSummary(summary, summary.text(), "The cluster has no registry");
            case UNKNOWN -> new StatusSummary(summary, "NoStatus", "The Config has no status yet");
        };
    }

    private static Condition condition(String type, StatusSummary headline, Instant since) {
        boolean well = headline.health() == HealthStatus.AVAILABLE;
        boolean isTrue = type.endsWith("Available") || type.equals("StorageExists") == well;
        return new Condition(
                type,
                isTrue ? ConditionStatus.TRUE : ConditionStatus.FALSE,
                headline.reason(),
                headline.message(),
                since);
    }

    private String of(List<String> list, int step) {
        return list.get(number / step % list.size());
    }
}
