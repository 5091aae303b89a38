package org.registryfleet.platformdetector.stream;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.events.Decision;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.platformdetector.decision.PlatformFacts;
import org.registryfleet.platformdetector.decision.PlatformSource;
import org.registryfleet.platformdetector.volume.StorageClassFacts;
import org.registryfleet.stage.runtime.ResultCodec;

/** Converts {@link PlatformFacts} to and from {@link PlatformDetected}. */
public final class PlatformFactsCodec implements ResultCodec<PlatformFacts> {

    @Override
    public SpecificRecord encode(String cluster, PlatformFacts facts, Decision decision) {
        return PlatformDetected.newBuilder()
                .setCluster(cluster)
                .setPlatform(facts.platform())
                .setSource(org.registryfleet.events.PlatformSource.valueOf(facts.source().name()))
                .setRecognised(facts.recognised())
                .setRegion(facts.region())
                .setInfrastructureName(facts.infrastructureName())
                .setSingleReplicaTopology(facts.singleReplicaTopology())
                .setObjectStorage(facts.objectStorage())
                .setStorageClasses(
                        facts.storageClasses().stream().map(PlatformFactsCodec::encode).toList())
                .setOperatorPresent(facts.operatorPresent())
                .setEvidence(facts.evidence())
                .setWarnings(facts.warnings())
                .setDecision(decision)
                .build();
    }

    @Override
    public PlatformFacts decode(SpecificRecord record) {
        var detected = (PlatformDetected) record;
        return new PlatformFacts(
                detected.getPlatform(),
                PlatformSource.valueOf(detected.getSource().name()),
                detected.getRecognised(),
                detected.getRegion(),
                detected.getInfrastructureName(),
                detected.getSingleReplicaTopology(),
                detected.getObjectStorage(),
                detected.getStorageClasses().stream().map(PlatformFactsCodec::decode).toList(),
                detected.getOperatorPresent(),
                detected.getEvidence(),
                detected.getWarnings());
    }

    private static org.registryfleet.events.StorageClassFact encode(StorageClassFacts fact) {
        return org.registryfleet.events.StorageClassFact.newBuilder()
                .setName(fact.name())
                .setProvisioner(fact.provisioner())
                .setIsDefault(fact.isDefault())
                .setAccessModes(fact.accessModes())
                .build();
    }

    private static StorageClassFacts decode(org.registryfleet.events.StorageClassFact fact) {
        return new StorageClassFacts(
                fact.getName(), fact.getProvisioner(), fact.getIsDefault(), fact.getAccessModes());
    }
}
