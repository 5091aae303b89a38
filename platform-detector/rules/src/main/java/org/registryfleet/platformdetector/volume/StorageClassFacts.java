package org.registryfleet.platformdetector.volume;

import java.util.List;

/**
 * A StorageClass as far as a registry cares.
 *
 * @param accessModes what its volumes offer; empty when the provisioner is not known
 */
public record StorageClassFacts(
        String name, String provisioner, boolean isDefault, List<String> accessModes) {

    public StorageClassFacts {
        accessModes = List.copyOf(accessModes);
    }
}
