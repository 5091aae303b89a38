package org.registryfleet.statusreporter.service.fleet;

import java.util.List;

/**
 * What has changed in the fleet since a version.
 *
 * @param version give it as the next one
 * @param everything more clusters than can be named, or nobody knows which
 * @param clusters their ids; empty when it is everything
 */
public record FleetChanges(long version, boolean everything, List<String> clusters) {

    public FleetChanges {
        clusters = List.copyOf(clusters);
    }

    public boolean isEmpty() {
        return !everything && clusters.isEmpty();
    }
}
