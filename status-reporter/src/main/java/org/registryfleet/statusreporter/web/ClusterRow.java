package org.registryfleet.statusreporter.web;

import org.jspecify.annotations.Nullable;
import org.registryfleet.statusreporter.fleet.ClusterRecord;
import org.registryfleet.statusreporter.summary.ClusterStatusState;

import java.time.Instant;
import java.util.Map;

/**
 * One cluster in a list, as JSON. The field names are part of the API.
 *
 * @param since when the summary last changed; null before the first status
 */
record ClusterRow(
        String id,
        String displayName,
        Map<String, String> labels,
        boolean paused,
        boolean simulated,
        String platform,
        String storageKind,
        String managementState,
        String contact,
        String summary,
        String reason,
        String message,
        String unlock,
        int readyReplicas,
        boolean settled,
        @Nullable Instant since) {

    static ClusterRow of(ClusterRecord cluster) {
        var status = cluster.status();
        return status == null ? unseen(cluster) : of(cluster, status);
    }

    private static ClusterRow of(ClusterRecord cluster, ClusterStatusState status) {
        return new ClusterRow(
                cluster.id(),
                cluster.displayName(),
                cluster.labels(),
                cluster.isPaused(),
                cluster.isSimulated(),
                status.platform(),
                status.storageKind(),
                status.managementState(),
                status.contact().name(),
                status.headline().summary().text(),
                status.headline().reason(),
                status.headline().message(),
                status.unlock(),
                status.readyReplicas(),
                status.settled(),
                status.since());
    }

    private static ClusterRow unseen(ClusterRecord cluster) {
        return new ClusterRow(
                cluster.id(),
                cluster.displayName(),
                cluster.labels(),
                cluster.isPaused(),
                cluster.isSimulated(),
                "",
                "",
                "",
                "UNKNOWN",
                "Unknown",
                "NotSeen",
                "Nothing is known of this cluster yet",
                "",
                0,
                false,
                null);
    }
}
