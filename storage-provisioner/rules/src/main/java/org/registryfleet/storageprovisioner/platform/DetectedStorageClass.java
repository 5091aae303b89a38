package org.registryfleet.storageprovisioner.platform;

import java.util.List;

/**
 * A StorageClass of the cluster, as detected.
 *
 * @param accessModes access modes of its volumes; empty if unknown
 */
public record DetectedStorageClass(
        String name, String provisioner, boolean isDefault, List<String> accessModes) {

    public DetectedStorageClass {
        accessModes = List.copyOf(accessModes);
    }

    /** Whether its volumes are known to be usable by one node at a time only. */
    public boolean isBlockOnly() {
        return accessModes.equals(List.of("ReadWriteOnce"));
    }
}
