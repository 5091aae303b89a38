package org.registryfleet.statusreporter.service.web;

import org.registryfleet.statusreporter.service.fleet.FleetPage;

import java.util.List;

/**
 * A page of clusters, as JSON.
 *
 * @param next value of the parameter {@code after} for the next page; empty on the last page
 */
record ClusterList(int total, String next, List<ClusterRow> clusters) {

    static ClusterList of(FleetPage page) {
        return new ClusterList(
                page.total(), page.next(), page.clusters().stream().map(ClusterRow::of).toList());
    }
}
