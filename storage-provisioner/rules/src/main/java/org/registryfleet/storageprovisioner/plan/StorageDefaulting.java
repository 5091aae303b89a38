package org.registryfleet.storageprovisioner.plan;

import org.registryfleet.stage.change.Desired;
import org.registryfleet.storageprovisioner.claim.RegistryClaim;
import org.registryfleet.storageprovisioner.config.Backend;
import org.registryfleet.storageprovisioner.result.StorageError;

import java.util.ArrayList;
import java.util.List;

/**
 * Defaults the storage of a Managed Config that has none from its platform. An unknown member of
 * the storage section is a user's choice: it is reported and never overwritten.
 */
final class StorageDefaulting {

    private StorageDefaulting() {}

    static StoragePlan plan(StorageRequest request) {
        var unsupported = request.section().unsupported();
        if (!unsupported.isEmpty()) {
            return refused(
                    StorageError.notConfigured(
                            "spec.storage."
                                    + String.join(", ", unsupported)
                                    + " is not supported"));
        }
        if (!request.platform().determined()) {
            return refused(
                    StorageError.ofSync(
                            "PlatformUndetermined",
                            "unable to get storage configuration from cluster install config:"
                                    + " the platform is not known"));
        }
        return switch (request.choice()) {
            case OpenStackSelection.Probing(var question) -> asking(request, question);
            case OpenStackSelection.Unavailable(var why) -> refused(platformStorageUnknown(why));
            case OpenStackSelection.Selected _ ->
                    request.placement().isNone()
                            ? refused(StorageError.notConfigured(""))
                            : platformDefault(request);
        };
    }

    private static StoragePlan platformDefault(StorageRequest request) {
        var placement = request.placement();
        var storage = placement.storage().deepCopy();
        if (storage.has(Backend.EMPTY_DIR.member())) {
            storage.put(StoragePlanner.MANAGEMENT_STATE, ConfigOwnership.MANAGED);
        }
        var objects = new ArrayList<Desired>();
        var claim = placement.claim();
        if (claim != null
                && !request.objects().contains(RegistryClaim.ref(RegistryClaim.OWN_NAME))) {
            objects.add(claim.desired(request.claims()));
        }
        return new StoragePlan.Creating(
                storage,
                true,
                false,
                objects,
                placement.warnings(),
                "No storage is configured: the platform's own is taken");
    }

    private static StoragePlan asking(StorageRequest request, Desired question) {
        return request.failure(question.ref())
                .<StoragePlan>map(
                        why ->
                                new StoragePlan.Refused(
                                        platformStorageUnknown(why),
                                        null,
                                        List.of(question),
                                        List.of()))
                .orElseGet(
                        () ->
                                new StoragePlan.Creating(
                                        StoragePlanner.nothing(),
                                        false,
                                        false,
                                        List.of(question),
                                        List.of(),
                                        "The cloud is asked whether it has an object store"));
    }

    private static StorageError platformStorageUnknown(String why) {
        return StorageError.ofSync(
                "PlatformStorageUnknown",
                "unable to get storage configuration from cluster install config: " + why);
    }

    private static StoragePlan refused(StorageError error) {
        return new StoragePlan.Refused(error, null, List.of(), List.of());
    }
}
