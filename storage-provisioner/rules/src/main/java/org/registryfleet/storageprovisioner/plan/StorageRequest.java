package org.registryfleet.storageprovisioner.plan;

import org.registryfleet.stage.ledger.Ledger;
import org.registryfleet.stage.ledger.Slot;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.claim.ClaimSettings;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.config.StorageSection;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.placement.PlatformStorageDefaults;
import org.registryfleet.storageprovisioner.platform.DetectedPlatform;
import org.registryfleet.storageprovisioner.result.AppliedStorage;

import java.time.Instant;
import java.util.Optional;

/**
 * The inputs of a storage plan.
 *
 * @param applied the applied storage
 * @param wasRemoving whether the applied storage was being removed
 * @param claims what is wanted of claims that are made here
 */
public record StorageRequest(
        String cluster,
        RegistryConfig config,
        AppliedStorage applied,
        boolean wasRemoving,
        Snapshot objects,
        Ledger ledger,
        DetectedPlatform platform,
        ClaimSettings claims,
        OpenStackStorage openStack,
        Instant now) {

    public StorageSection section() {
        return config.storage();
    }

    public PlatformStorageDefaults placement() {
        return PlatformStorageDefaults.of(platform, choice().storage());
    }

    OpenStackSelection choice() {
        return OpenStackSelection.of(openStack, platform, objects);
    }

    /** Whether a write of ours to this object is in flight. */
    boolean isUnderWay(ObjectRef ref) {
        return ledger.entries().containsKey(new Slot(ref, false));
    }

    /** Why our last write to this object failed. */
    Optional<String> failure(ObjectRef ref) {
        return LedgerFailures.of(ledger, ref);
    }
}
