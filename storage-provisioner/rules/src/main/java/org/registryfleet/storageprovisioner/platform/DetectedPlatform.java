package org.registryfleet.storageprovisioner.platform;

import java.util.List;
import java.util.Optional;

/**
 * What is known about the platform.
 *
 * @param type as the Infrastructure object spells it; empty when unknown
 * @param determined false while nothing could tell what the cluster runs on
 * @param inferred concluded from the nodes, not stated by the cluster
 * @param operatorPresent an in-cluster operator runs the registry
 */
public record DetectedPlatform(
        String type,
        boolean determined,
        boolean inferred,
        boolean isSingleReplica,
        List<DetectedStorageClass> storageClasses,
        boolean operatorPresent) {

    public DetectedPlatform {
        storageClasses = List.copyOf(storageClasses);
    }

    /**
     * The default StorageClass when every class that could be it is known to offer block volumes
     * only; empty as soon as one could do better.
     */
    public Optional<DetectedStorageClass> blockOnlyDefault() {
        var defaults = storageClasses.stream().filter(DetectedStorageClass::isDefault).toList();
        return defaults.stream().allMatch(DetectedStorageClass::isBlockOnly)
                ? defaults.stream().findFirst()
                : Optional.empty();
    }

    public boolean hasDefaultClass() {
        return storageClasses.stream().anyMatch(DetectedStorageClass::isDefault);
    }
}
