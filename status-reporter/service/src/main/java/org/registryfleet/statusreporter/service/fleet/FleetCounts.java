package org.registryfleet.statusreporter.service.fleet;

import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.statusreporter.summary.HealthStatus;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fleet in numbers.
 *
 * @param summaries number of clusters by health
 * @param reasons number of clusters by health and reason, as in {@code Degraded/RouteDegraded}
 * @param reporting number of clusters with a status
 * @param outOfContact number of clusters that cannot be reached, without those that hibernate
 * @param settled number of clusters without actions in flight
 */
public record FleetCounts(
        int total,
        Map<String, Integer> summaries,
        Map<String, Integer> reasons,
        Map<String, Integer> platforms,
        Map<String, Integer> managementStates,
        int reporting,
        int settled,
        int outOfContact) {

    static FleetCounts of(Stream<ClusterRecord> enrolled) {
        var clusters = enrolled.toList();
        var statuses =
                clusters.stream().flatMap(cluster -> Stream.ofNullable(cluster.status())).toList();
        return new FleetCounts(
                clusters.size(),
                count(statuses, status -> status.summary().health().text()),
                count(
                        statuses,
                        status ->
                                status.summary().health().text() + "/" + status.summary().reason()),
                count(statuses, status -> status.platform()),
                count(statuses, status -> status.managementState()),
                statuses.size(),
                (int) statuses.stream().filter(status -> status.settled()).count(),
                (int)
                        statuses.stream()
                                .filter(status -> status.contact() == Connectivity.State.LOST)
                                .filter(
                                        status ->
                                                status.summary().health()
                                                        != HealthStatus.HIBERNATING)
                                .count());
    }

    private static <T> Map<String, Integer> count(List<T> items, Function<T, String> word) {
        var counted =
                items.stream()
                        .collect(
                                Collectors.groupingBy(
                                        word, TreeMap::new, Collectors.summingInt(_ -> 1)));
        return Collections.unmodifiableMap(counted);
    }
}
