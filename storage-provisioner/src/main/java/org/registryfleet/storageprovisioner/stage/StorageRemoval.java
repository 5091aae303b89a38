package org.registryfleet.storageprovisioner.stage;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.ledger.Ledger;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.claim.RegistryClaim;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.outcome.Applied;
import org.registryfleet.storageprovisioner.outcome.StorageError;
import org.registryfleet.storageprovisioner.plan.LedgerFailures;

import java.util.List;
import java.util.Optional;

/**
 * How far the removal of a registry's storage is. Only a claim that was made here, that is in force
 * and that the Config calls Managed goes, and not before the Deployment that uses it.
 *
 * @param isDone nothing is left to remove
 */
record StorageRemoval(
        boolean isDone, List<Desired> desired, StorageError error, List<String> warnings) {

    private static final ObjectRef DEPLOYMENT =
            new ObjectRef("apps/v1", "Deployment", RegistryClaim.NAMESPACE, "image-registry");

    static StorageRemoval done() {
        return new StorageRemoval(true, List.of(), StorageError.none(), List.of());
    }

    static StorageRemoval of(
            RegistryConfig config, Applied applied, Snapshot objects, Ledger ledger) {
        var doomed = doomed(config, applied, objects);
        var warnings = warnings(config, objects);
        if (doomed.isEmpty()) {
            return new StorageRemoval(true, List.of(), StorageError.none(), warnings);
        }
        var ref = doomed.get().observed().ref();
        if (doomed.get().isDeleting() || objects.contains(DEPLOYMENT)) {
            return new StorageRemoval(false, List.of(), StorageError.none(), warnings);
        }
        var error =
                LedgerFailures.of(ledger, ref)
                        .map(
                                failure ->
                                        StorageError.temporary(
                                                "StorageRemovalFailed",
                                                "unable to remove storage: " + failure))
                        .orElse(StorageError.none());
        return new StorageRemoval(
                false, List.of(Desired.absent(ref, Desired.Deletion.DEFAULT)), error, warnings);
    }

    private static Optional<RegistryClaim> doomed(
            RegistryConfig config, Applied applied, Snapshot objects) {
        var inForce = applied.section().claim();
        return !inForce.isEmpty() && inForce.equals(config.storage().claim()) && isManaged(config)
                ? RegistryClaim.find(objects, inForce).filter(RegistryClaim::isOurs)
                : Optional.empty();
    }

    private static List<String> warnings(RegistryConfig config, Snapshot objects) {
        return RegistryClaim.find(objects, config.storage().claim())
                .filter(claim -> isManaged(config) && !claim.isOurs())
                .map(
                        claim ->
                                List.of(
                                        "The claim "
                                                + claim.name()
                                                + " was not made here and is kept, although"
                                                + " storage.managementState is Managed"))
                .orElse(List.of());
    }

    private static boolean isManaged(RegistryConfig config) {
        return config.storage().managementState().equals("Managed");
    }
}
