package org.registryfleet.storageprovisioner.platform;

import java.util.List;

/**
 * A StorageClass of the cluster.
 *
 * @param accessModes what its volumes offer; empty when that is not known
 */
public record DetectedStorageClass(
        String name, String provisioner, boolean isDefault, List<String> accessModes) {

    public DetectedStorageClass {
        accessModes = List.copyOf(accessModes);
    }

    /** It is known that its volumes can be used by one node at a time only. */
    public boolean isBlockOnly() {
        return accessModes.equals(List.of("ReadWriteOnce"));
    }
}
