package org.registryfleet.regfleet.orphan;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Set;

/**
 * What is known of one cluster that is or was in the fleet.
 *
 * @param isRegistered it is in the fleet
 * @param infrastructure its infrastructure name; empty when it was never seen
 * @param isKnown its platform and its Config were read, or it has no Config
 * @param sections the storage sections of its Config, and what the fleet says is in force
 */
public record ClusterUse(
        String cluster,
        boolean isRegistered,
        String infrastructure,
        boolean isKnown,
        List<JsonNode> sections) {

    public ClusterUse {
        sections = List.copyOf(sections);
    }

    /** Every bucket that it names somewhere. */
    public Set<String> buckets() {
        return StorageNames.of(sections);
    }

    /** The backends in use or asked for. */
    public List<String> backends() {
        return sections.stream()
                .flatMap(section -> StorageNames.backends(section).stream())
                .distinct()
                .toList();
    }

    /** The same after the cluster itself was asked. */
    public ClusterUse answered(String itsInfrastructure, List<JsonNode> itsSections) {
        return new ClusterUse(cluster, isRegistered, itsInfrastructure, true, itsSections);
    }
}
