package org.registryfleet.storageprovisioner.decision;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.change.Desired;
import org.registryfleet.stage.ledger.Ledger;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;
import org.registryfleet.storageprovisioner.claim.RegistryClaim;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.objectstore.ObjectStoreDriver;
import org.registryfleet.storageprovisioner.objectstore.ObservedBucket;
import org.registryfleet.storageprovisioner.objectstore.StorageAccess;
import org.registryfleet.storageprovisioner.plan.LedgerFailures;
import org.registryfleet.storageprovisioner.plan.ObjectStores;
import org.registryfleet.storageprovisioner.result.AppliedStorage;
import org.registryfleet.storageprovisioner.result.StorageCondition;
import org.registryfleet.storageprovisioner.result.StorageError;

import java.util.List;
import java.util.Optional;

/**
 * The progress of removing a registry's storage. Only a claim or bucket that is ours, in use, and
 * Managed according to the Config is deleted, and only after the Deployment that mounts it is gone.
 *
 * @param isDone nothing is left to remove
 * @param condition the new storage condition; null for no change
 */
record StorageRemoval(
        boolean isDone,
        List<Desired> desired,
        StorageError error,
        List<String> warnings,
        @Nullable StorageCondition condition) {

    private static final ObjectRef DEPLOYMENT =
            new ObjectRef("apps/v1", "Deployment", RegistryClaim.NAMESPACE, "image-registry");

    static StorageRemoval done() {
        return done(List.of());
    }

    private static StorageRemoval done(List<String> warnings) {
        return new StorageRemoval(true, List.of(), StorageError.none(), warnings, null);
    }

    private static StorageRemoval waiting(List<String> warnings) {
        return new StorageRemoval(false, List.of(), StorageError.none(), warnings, null);
    }

    static StorageRemoval of(
            RegistryConfig config, AppliedStorage applied, Snapshot objects, Ledger ledger) {
        var bucket = doomedBucket(config, applied, objects);
        if (bucket.isPresent()) {
            return ofBucket(bucket.get(), applied, objects, ledger);
        }
        var doomed = doomed(config, applied, objects);
        var warnings = warnings(config, objects);
        if (doomed.isEmpty()) {
            return done(warnings);
        }
        var ref = doomed.get().observed().ref();
        if (doomed.get().isDeleting() || objects.contains(DEPLOYMENT)) {
            return waiting(warnings);
        }
        var error =
                LedgerFailures.of(ledger, ref)
                        .map(StorageRemoval::removalFailed)
                        .orElse(StorageError.none());
        return new StorageRemoval(
                false,
                List.of(Desired.absent(ref, Desired.Deletion.DEFAULT)),
                error,
                warnings,
                null);
    }

    /**
     * Only the bucket in use, and only if its Config calls it Managed. The executor additionally
     * requires proof that we created it, or that it carries the cluster's tag.
     */
    private static Optional<ObjectStoreDriver> doomedBucket(
            RegistryConfig config, AppliedStorage applied, Snapshot objects) {
        return isManaged(config)
                ? ObjectStores.of(applied.section(), objects)
                        .filter(store -> store.isIn(applied.section()))
                        .filter(store -> store.isIn(config.storage()))
                : Optional.empty();
    }

    private static StorageRemoval ofBucket(
            ObjectStoreDriver store, AppliedStorage applied, Snapshot objects, Ledger ledger) {
        if (objects.contains(DEPLOYMENT)) {
            return waiting(List.of());
        }
        return switch (store.access()) {
            case StorageAccess.Denied(var why, _) ->
                    new StorageRemoval(false, List.of(), removalFailed(why), List.of(), null);
            case StorageAccess.Vouched _ ->
                    done(
                            List.of(
                                    "The bucket "
                                            + store.bucket()
                                            + " was not made here and is kept, although"
                                            + " storage.managementState is Managed"));
            case StorageAccess.Granted(var bucket, _) -> {
                var found = ObservedBucket.find(objects, bucket.ref()).orElse(null);
                if (found != null && found.isGone()) {
                    yield new StorageRemoval(
                            true, List.of(), StorageError.none(), List.of(), store.deleted());
                }
                var desired = List.<Desired>of(bucket.absent(found));
                yield LedgerFailures.find(ledger, bucket.ref())
                        .map(store::notDeleted)
                        .map(condition -> bucketFailed(condition, applied, desired))
                        .orElseGet(
                                () ->
                                        new StorageRemoval(
                                                false,
                                                desired,
                                                StorageError.none(),
                                                List.of(),
                                                null));
            }
        };
    }

    private static StorageRemoval bucketFailed(
            StorageCondition said, AppliedStorage applied, List<Desired> desired) {
        var condition = applied.repeating(said);
        return new StorageRemoval(
                false, desired, removalFailed(condition.message()), List.of(), condition);
    }

    private static StorageError removalFailed(String why) {
        return StorageError.temporary("StorageRemovalFailed", "unable to remove storage: " + why);
    }

    private static Optional<RegistryClaim> doomed(
            RegistryConfig config, AppliedStorage applied, Snapshot objects) {
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
