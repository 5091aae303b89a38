package org.registryfleet.statusreporter.service.fleet;

import java.util.List;

/**
 * The clusters that changed since a revision of the read model.
 *
 * @param version revision to pass in the next request
 * @param everything whether all clusters must be considered changed
 * @param clusters ids of the changed clusters; empty if everything changed
 */
public record FleetChanges(long version, boolean everything, List<String> clusters) {

    public FleetChanges {
        clusters = List.copyOf(clusters);
    }

    public boolean isEmpty() {
        return !everything && clusters.isEmpty();
    }
}
