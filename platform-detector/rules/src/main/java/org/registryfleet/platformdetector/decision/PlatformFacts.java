package org.registryfleet.platformdetector.decision;

import org.registryfleet.platformdetector.volume.StorageClassFacts;

import java.util.List;

/**
 * The detected platform of a cluster: the result of this stage.
 *
 * @param platform as the Infrastructure object spells it, or as inferred; empty when unknown
 * @param recognised there is a rule for this platform
 * @param objectStorage s3, azure, gcs, ibmcos, swift, or empty
 * @param operatorPresent an operator manages the registry
 * @param evidence object and field of every fact
 */
public record PlatformFacts(
        String platform,
        PlatformSource source,
        boolean recognised,
        String region,
        String infrastructureName,
        boolean singleReplicaTopology,
        String objectStorage,
        List<StorageClassFacts> storageClasses,
        boolean operatorPresent,
        List<String> evidence,
        List<String> warnings) {

    public PlatformFacts {
        storageClasses = List.copyOf(storageClasses);
        evidence = List.copyOf(evidence);
        warnings = List.copyOf(warnings);
    }
}
