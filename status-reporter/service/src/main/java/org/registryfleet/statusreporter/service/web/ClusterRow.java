package org.registryfleet.statusreporter.service.web;

import org.jspecify.annotations.Nullable;
import org.registryfleet.statusreporter.problem.RegistryProblem;
import org.registryfleet.statusreporter.service.fleet.ClusterRecord;
import org.registryfleet.statusreporter.service.fleet.StageName;
import org.registryfleet.statusreporter.summary.ClusterStatusState;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One cluster in a list, as JSON. The field names are part of the API.
 *
 * @param problems what keeps the registry or its pruner from working
 * @param missingRights what the fleet may not read in the cluster, in the words of RBAC
 * @param credentialEnds when the fleet's credential for the cluster ends; null without an end
 * @param since when the summary last changed; null before the first status
 */
record ClusterRow(
        String id,
        String displayName,
        Map<String, String> labels,
        boolean paused,
        boolean simulated,
        String admission,
        String admissionReason,
        String platform,
        String storageKind,
        String managementState,
        String contact,
        String summary,
        String reason,
        String message,
        String unlock,
        List<RegistryProblem> problems,
        int readyReplicas,
        boolean settled,
        List<String> missingRights,
        @Nullable Instant credentialEnds,
        @Nullable Instant since) {

    static ClusterRow of(ClusterRecord cluster) {
        var status = cluster.status();
        var row = status == null ? unseen(cluster) : of(cluster, status);
        return cluster.failures().isEmpty() ? row : row.undecided(cluster.failures());
    }

    private static ClusterRow of(ClusterRecord cluster, ClusterStatusState status) {
        return new ClusterRow(
                cluster.id(),
                cluster.displayName(),
                cluster.labels(),
                cluster.isPaused(),
                cluster.isSimulated(),
                cluster.admission(),
                cluster.admissionReason(),
                status.platform(),
                status.storageKind(),
                status.managementState(),
                status.contact().name(),
                status.summary().health().text(),
                status.summary().reason(),
                status.summary().message(),
                status.remediation(),
                status.problems(),
                status.readyReplicas(),
                status.settled(),
                cluster.watch().missingRights(),
                cluster.watch().credentialEnds(),
                status.since());
    }

    /** The row shows the state before the rules threw; later events are not acted upon. */
    private ClusterRow undecided(Map<StageName, String> failures) {
        var why =
                failures.entrySet().stream()
                        .map(failure -> failure.getKey().text() + ": " + failure.getValue())
                        .collect(Collectors.joining("; "));
        return new ClusterRow(
                id,
                displayName,
                labels,
                paused,
                simulated,
                admission,
                admissionReason,
                platform,
                storageKind,
                managementState,
                contact,
                summary,
                "RuleFailed",
                "The rules of a stage fail, so nothing is decided there: " + why,
                unlock,
                problems,
                readyReplicas,
                false,
                missingRights,
                credentialEnds,
                since);
    }

    private static ClusterRow unseen(ClusterRecord cluster) {
        return new ClusterRow(
                cluster.id(),
                cluster.displayName(),
                cluster.labels(),
                cluster.isPaused(),
                cluster.isSimulated(),
                cluster.admission(),
                cluster.admissionReason(),
                "",
                "",
                "",
                "UNKNOWN",
                "Unknown",
                "NotSeen",
                "Nothing is known of this cluster yet",
                "",
                List.of(),
                0,
                false,
                cluster.watch().missingRights(),
                cluster.watch().credentialEnds(),
                null);
    }
}
