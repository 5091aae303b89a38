package org.registryfleet.statusreporter.web;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.registryfleet.statusreporter.fleet.ClusterRecord;

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
        var entry = cluster.enrolment();
        var status = cluster.status();
        var labels = entry == null ? Map.<String, String>of() : entry.labels();
        boolean paused = entry != null && entry.paused();
        boolean simulated = entry != null && entry.simulated();
        if (status == null) {
            return new ClusterRow(
                    cluster.id(),
                    cluster.displayName(),
                    labels,
                    paused,
                    simulated,
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
        return new ClusterRow(
                cluster.id(),
                cluster.displayName(),
                labels,
                paused,
                simulated,
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
}
