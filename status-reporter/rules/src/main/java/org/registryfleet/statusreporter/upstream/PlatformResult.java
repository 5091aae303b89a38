package org.registryfleet.statusreporter.upstream;

import java.util.List;

/**
 * What a cluster runs on.
 *
 * @param isInferred no Infrastructure object says so: the cluster need not serve OpenShift's
 *     configuration API
 * @param objectStorage the kind the platform offers; empty when it offers none
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
     * @param accessModes empty when the provisioner is not known
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
