package org.registryfleet.statusreporter.service.fleet;

import org.jspecify.annotations.Nullable;
import org.registryfleet.statusreporter.summary.ClusterStatusState;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * The filter and page of a list of clusters. An empty text matches everything.
 *
 * @param summary health
 * @param state managementState
 * @param text substring of the id, name, a label, the reason or the message
 * @param after cursor: only clusters with a greater id; for the order by id
 * @param skip number of clusters to skip in that order
 */
public record FleetQuery(
        String platform,
        String summary,
        String state,
        String text,
        FleetOrder order,
        int limit,
        String after,
        int skip) {

    boolean isAfterCursor(ClusterRecord cluster) {
        return after.isEmpty() || cluster.id().compareTo(after) > 0;
    }

    boolean matches(ClusterRecord cluster) {
        var status = cluster.status();
        return is(platform, status == null ? "" : status.platform())
                && is(summary, status == null ? "Unknown" : status.summary().health().text())
                && is(state, status == null ? "" : status.managementState())
                && (text.isEmpty() || texts(cluster, status).anyMatch(this::contains));
    }

    private static boolean is(String wanted, String found) {
        return wanted.isEmpty() || wanted.equalsIgnoreCase(found);
    }

    private static Stream<String> texts(
            ClusterRecord cluster, @Nullable ClusterStatusState status) {
        var labels = cluster.labels().values().stream();
        var words =
                status == null
                        ? Stream.<String>empty()
                        : Stream.of(status.summary().reason(), status.summary().message());
        return Stream.of(Stream.of(cluster.id(), cluster.displayName()), labels, words)
                .flatMap(parts -> parts);
    }

    private boolean contains(String found) {
        return found.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }
}
