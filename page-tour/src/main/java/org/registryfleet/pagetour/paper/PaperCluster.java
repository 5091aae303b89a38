package org.registryfleet.pagetour.paper;

import org.registryfleet.stage.view.Contact;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.condition.ConditionStatus;
import org.registryfleet.statusreporter.fleet.Enrolment;
import org.registryfleet.statusreporter.fleet.FleetEvent;
import org.registryfleet.statusreporter.fleet.Origin;
import org.registryfleet.statusreporter.fleet.Reasoning;
import org.registryfleet.statusreporter.fleet.StageResult;
import org.registryfleet.statusreporter.pruner.PrunerInstallation;
import org.registryfleet.statusreporter.summary.ClusterStatusState;
import org.registryfleet.statusreporter.summary.Headline;
import org.registryfleet.statusreporter.summary.Summary;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A cluster on paper. Its number decides what it is like, so every run has the same fleet. */
public record PaperCluster(int number) {

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
    public static List<PaperCluster> fleet(int clusters) {
        return IntStream.range(0, clusters).mapToObj(PaperCluster::new).toList();
    }

    public String id() {
        return "%s-%s-%04d"
                .formatted(of(ENVIRONMENTS, 1), of(REGIONS, ENVIRONMENTS.size()), number);
    }

    /** Its way into the fleet and its status. */
    public Stream<FleetEvent> events() {
        var labels = Map.of("environment", of(ENVIRONMENTS, 1), "region", of(REGIONS, 4));
        return Stream.of(
                new FleetEvent.Enrolled(
                        id(), new Enrolment("", labels, "https://" + id(), "FULL", false, false)),
                reported(usual(), Instant.now().minus(Duration.ofMinutes(number % 5_000))));
    }

    /** A new status. */
    public FleetEvent reported(Summary summary, Instant since) {
        var reasoning = new Reasoning("A8-P9-D9", "as the conditions say", since, null);
        var result =
                new StageResult(
                        new Origin("fleet.status.v1", number % 12, number), reasoning, Map.of());
        return new FleetEvent.Reported(id(), result, status(summary, since));
    }

    /** Nearly all are well. */
    private Summary usual() {
        return switch (number % 50) {
            case 7 -> Summary.DEGRADED;
            case 11, 31 -> Summary.PROGRESSING;
            case 17, 27, 37, 47 -> Summary.REMOVED;
            case 23 -> number % 100 == 23 ? Summary.UNAVAILABLE : Summary.UNREACHABLE;
            case 41 -> Summary.UNMANAGED;
            default -> Summary.AVAILABLE;
        };
    }

    private ClusterStatusState status(Summary summary, Instant since) {
        var headline = headline(summary);
        var conditions = TYPES.stream().map(type -> condition(type, headline, since)).toList();
        return new ClusterStatusState(
                of(PLATFORMS, 1),
                summary == Summary.REMOVED ? "" : of(PLATFORMS, 1).equals("AWS") ? "S3" : "PVC",
                switch (summary) {
                    case REMOVED -> "Removed";
                    case UNMANAGED -> "Unmanaged";
                    default -> "Managed";
                },
                summary == Summary.UNREACHABLE ? Contact.State.LOST : Contact.State.CONNECTED,
                headline,
                "",
                conditions,
                conditions.subList(0, 3),
                summary == Summary.AVAILABLE ? 2 : 0,
                PrunerInstallation.ENABLED,
                summary != Summary.PROGRESSING,
                since);
    }

    private static Headline headline(Summary summary) {
        return switch (summary) {
            case AVAILABLE -> new Headline(summary, "Ready", "The registry is ready");
            case REMOVED -> new Headline(summary, "Removed", "The registry is removed");
            case PROGRESSING ->
                    new Headline(
                            summary, "DeploymentNotCompleted", "The deployment has not completed");
            case DEGRADED ->
                    new Headline(
                            summary, "RouteDegraded", "route default-route: the host is taken");
            case UNAVAILABLE ->
                    new Headline(
                            summary,
                            "NoReplicasAvailable",
                            "The deployment does not have available replicas");
            case UNREACHABLE ->
                    new Headline(summary, "ContactLost", "The cluster does not answer any more");
            case UNMANAGED ->
                    new Headline(summary, "Unmanaged", "The registry configuration is unmanaged");
            case UNKNOWN -> new Headline(summary, "NoStatus", "The Config has no status yet");
        };
    }

    private static Condition condition(String type, Headline headline, Instant since) {
        boolean well = headline.summary() == Summary.AVAILABLE;
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
