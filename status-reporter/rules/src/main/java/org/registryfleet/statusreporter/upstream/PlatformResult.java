package org.registryfleet.statusreporter.upstream;

import java.util.List;

/**
 * The latest result of the platform stage.
 *
 * @param isInferred no Infrastructure object exists, so the cluster need not serve OpenShift's
 *     configuration API
 * @param objectStorage the kind the platform offers; empty when it offers none
 * @param undetermined why nobody can tell what the cluster runs on; empty when somebody can
 */
public record PlatformResult(
        String platform,
        boolean isInferred,
        String objectStorage,
        boolean operatorPresent,
        List<StorageClassOffer> storageClasses,
        String undetermined) {

    public PlatformResult {
        storageClasses = List.copyOf(storageClasses);
    }

    /** A platform that is known. */
    public PlatformResult(
            String platform,
            boolean isInferred,
            String objectStorage,
            boolean operatorPresent,
            List<StorageClassOffer> storageClasses) {
        this(platform, isInferred, objectStorage, operatorPresent, storageClasses, "");
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
