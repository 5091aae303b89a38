package org.registryfleet.platformdetector.volume;

import java.util.List;

/**
 * The properties of a StorageClass that matter to a registry.
 *
 * @param accessModes access modes of its volumes; empty if the provisioner is unknown
 */
public record StorageClassFacts(
        String name, String provisioner, boolean isDefault, List<String> accessModes) {

    public StorageClassFacts {
        accessModes = List.copyOf(accessModes);
    }
}
