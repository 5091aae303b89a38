package org.registryfleet.storageprovisioner.stream;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.events.PlatformSource;
import org.registryfleet.storageprovisioner.platform.PlatformFacts;
import org.registryfleet.storageprovisioner.platform.StorageClassFact;

/** The platform's record in the log as this service wants it. */
public final class PlatformRecords {

    private PlatformRecords() {}

    public static PlatformFacts facts(SpecificRecord record) {
        var detected = (PlatformDetected) record;
        return new PlatformFacts(
                detected.getPlatform(),
                detected.getSource() != PlatformSource.UNDETERMINED,
                detected.getSource() == PlatformSource.INFERRED,
                detected.getSingleReplicaTopology(),
                detected.getStorageClasses().stream().map(PlatformRecords::fact).toList(),
                detected.getOperatorPresent());
    }

    private static StorageClassFact fact(org.registryfleet.events.StorageClassFact fact) {
        return new StorageClassFact(
                fact.getName(), fact.getProvisioner(), fact.getIsDefault(), fact.getAccessModes());
    }
}
