package org.registryfleet.statusreporter.service.fleet;

import java.util.List;

/**
 * Part of a list of clusters.
 *
 * @param total how many clusters satisfy the query
 * @param next cursor of the next page; empty on the last one and in other orders than by id
 */
public record FleetPage(List<ClusterRecord> clusters, int total, String next) {

    public FleetPage {
        clusters = List.copyOf(clusters);
    }
}
