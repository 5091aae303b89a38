package org.registryfleet.statusreporter.upstream;

import java.util.List;

/**
 * The latest result of the platform stage.
 *
 * @param isInferred no Infrastructure object exists, so the cluster need not serve OpenShift's
 *     configuration API
 * @param objectStorage the kind of object storage the platform offers; empty for none
 */
public record PlatformResult(
        String platform,
        boolean isInferred,
        String objectStorage,
        boolean operatorPresent,
        List<StorageClassOffer> storageClasses) {

    public PlatformResult {
        storageClasses = List.copyOf(storageClasses);
    }

    /**
     * A StorageClass.
     *
     * @param accessModes empty if the provisioner is unknown
     */
    public record StorageClassOffer(String name, boolean isDefault, List<String> accessModes) {

        public StorageClassOffer {
            accessModes = List.copyOf(accessModes);
        }

        public boolean offers(String accessMode) {
            return accessModes.contains(accessMode);
        }
    }
}
