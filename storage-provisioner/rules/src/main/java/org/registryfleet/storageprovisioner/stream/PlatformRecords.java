package org.registryfleet.storageprovisioner.stream;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.events.PlatformSource;
import org.registryfleet.storageprovisioner.platform.DetectedPlatform;
import org.registryfleet.storageprovisioner.platform.DetectedStorageClass;

/** Decodes platform records into the form this stage uses. */
public final class PlatformRecords {

    private PlatformRecords() {}

    public static DetectedPlatform facts(SpecificRecord record) {
        var detected = (PlatformDetected) record;
        return new DetectedPlatform(
                detected.getPlatform(),
                detected.getSource() != PlatformSource.UNDETERMINED,
                detected.getSource() == PlatformSource.INFERRED,
                detected.getSingleReplicaTopology(),
                detected.getStorageClasses().stream().map(PlatformRecords::fact).toList(),
                detected.getOperatorPresent());
    }

    private static DetectedStorageClass fact(org.registryfleet.events.StorageClassFact fact) {
        return new DetectedStorageClass(
                fact.getName(), fact.getProvisioner(), fact.getIsDefault(), fact.getAccessModes());
    }
}
