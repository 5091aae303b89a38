package org.registryfleet.storageprovisioner.platform;

import java.util.List;
import java.util.Optional;

/**
 * The platform of the cluster, as detected.
 *
 * @param type spelled as in the Infrastructure object; empty if unknown
 * @param determined false while the platform is undetermined
 * @param inferred inferred from the nodes, not stated by the cluster
 * @param operatorPresent an operator manages the registry
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
     * The default StorageClass if every candidate is known to offer block volumes only; empty
     * otherwise.
     */
    public Optional<DetectedStorageClass> blockOnlyDefault() {
        var defaults = storageClasses.stream().filter(DetectedStorageClass::isDefault).toList();
        return defaults.stream().allMatch(DetectedStorageClass::isBlockOnly)
                ? defaults.stream().findFirst()
                : Optional.empty();
    }

    /** A class whose volumes several nodes can use. */
    public Optional<DetectedStorageClass> sharedClass() {
        return storageClasses.stream()
                .filter(one -> one.accessModes().contains("ReadWriteMany"))
                .findFirst();
    }

    /** The same where another class is wanted than the default; as it is when none is named. */
    public DetectedPlatform preferring(String storageClass) {
        return storageClass.isEmpty()
                ? this
                : new DetectedPlatform(
                        type,
                        determined,
                        inferred,
                        isSingleReplica,
                        storageClasses.stream()
                                .map(
                                        one ->
                                                new DetectedStorageClass(
                                                        one.name(),
                                                        one.provisioner(),
                                                        one.name().equals(storageClass),
                                                        one.accessModes()))
                                .toList(),
                        operatorPresent);
    }

    public boolean hasDefaultClass() {
        return storageClasses.stream().anyMatch(DetectedStorageClass::isDefault);
    }
}
