package org.registryfleet.statusreporter.service.fleet;

import java.util.List;

/**
 * One page of a list of clusters.
 *
 * @param total number of matching clusters
 * @param next cursor of the next page; empty on the last page and in orders other than by id
 */
public record FleetPage(List<ClusterRecord> clusters, int total, String next) {

    public FleetPage {
        clusters = List.copyOf(clusters);
    }
}
