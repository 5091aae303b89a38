package org.registryfleet.storageprovisioner.claim;

import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.platform.DetectedStorageClass;

import java.util.Optional;

/**
 * Checks whether a claim's access modes suit the registry (storage specification, section 3.2).
 * Re-evaluated on every change of the Config and of the claim.
 *
 * <pre>
 *  ReadWriteMany             fits
 *  ReadWriteOnce             fits one replica that is replaced by Recreate
 *  ReadWriteOncePod,
 *  ReadOnlyMany              never fit
 * </pre>
 */
public final class ClaimAccess {

    public static final String MANY = "ReadWriteMany";
    public static final String ONCE = "ReadWriteOnce";
    private static final String RECREATE = "Recreate";

    private ClaimAccess() {}

    /** Why the registry cannot use the claim. */
    public static Optional<String> objection(RegistryClaim claim, RegistryConfig config) {
        var modes = claim.accessModes();
        if (modes.contains(MANY)) {
            return Optional.empty();
        }
        if (!modes.contains(ONCE)) {
            return Optional.of(
                    "PVC "
                            + claim.name()
                            + " does not contain the necessary access modes: ReadWriteMany or"
                            + " ReadWriteOnce");
        }
        if (config.replicas() > 1) {
            return Optional.of(
                    "cannot use ReadWriteOnce access mode with more than one replica of the image"
                            + " registry");
        }
        return config.rolloutStrategy().equals(RECREATE)
                ? Optional.empty()
                : Optional.of(
                        "cannot use ReadWriteOnce access mode with "
                                + config.rolloutStrategy()
                                + " rollout strategy");
    }

    /** Whether ReadWriteOnce suffices for this Config. */
    public static boolean allowsOnce(RegistryConfig config) {
        return config.replicas() <= 1 && config.rolloutStrategy().equals(RECREATE);
    }

    /** Why no claim is created from a StorageClass of block volumes. */
    public static String blockOnly(
            DetectedStorageClass storageClass, Optional<DetectedStorageClass> shared, String size) {
        return "the storage class "
                + storageClass.name()
                + " ("
                + storageClass.provisioner()
                + ") offers only ReadWriteOnce volumes: set replicas to 1 and rolloutStrategy to"
                + " Recreate, or "
                + shared.map(
                                other ->
                                        "create a claim of %s with access mode ReadWriteMany and storage class %s in the namespace %s and name it in spec.storage.pvc.claim"
                                                .formatted(
                                                        size,
                                                        other.name(),
                                                        RegistryClaim.NAMESPACE))
                        .orElse("name a claim that offers ReadWriteMany");
    }
}
