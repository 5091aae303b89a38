package org.registryfleet.storageprovisioner.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.storageprovisioner.config.Backend;
import org.registryfleet.storageprovisioner.result.PodContribution;
import org.registryfleet.storageprovisioner.result.StorageCondition;
import org.registryfleet.storageprovisioner.result.StorageError;

import java.util.List;
import java.util.stream.Collectors;

/** Plans the storage section of a Managed Config (storage specification, sections 2.1 and 2.2). */
public final class StoragePlanner {

    static final String MANAGEMENT_STATE = "managementState";

    private StoragePlanner() {}

    public static StoragePlan of(StorageRequest request) {
        var backends = request.section().backends();
        if (backends.isEmpty()) {
            return StorageDefaulting.plan(request);
        }
        if (backends.size() > 1) {
            return several(backends);
        }
        return switch (backends.getFirst()) {
            case EMPTY_DIR -> emptyDir(request);
            case PVC -> ClaimPlan.of(request);
            case S3, SWIFT, GCS, IBMCOS, AZURE ->
                    ObjectStores.of(request.section(), request.objects())
                            .map(store -> BucketPlan.of(request, store))
                            .orElseThrow();
        };
    }

    private static StoragePlan several(List<Backend> backends) {
        var names = backends.stream().map(Backend::title).collect(Collectors.joining(" "));
        return new StoragePlan.Refused(
                StorageError.ofSync(
                        "SeveralStoragesConfigured",
                        "exactly one storage type should be configured at the same time, got "
                                + backends.size()
                                + ": ["
                                + names
                                + "]"),
                null,
                List.of(),
                List.of());
    }

    private static StoragePlan emptyDir(StorageRequest request) {
        var storage = JsonNodeFactory.instance.objectNode();
        storage.putObject(Backend.EMPTY_DIR.member());
        storage.put(
                MANAGEMENT_STATE, ConfigOwnership.ofOwn(request.section(), "", request.applied()));
        return StoragePlan.Provisioned.lasting(
                storage,
                StorageCondition.exists(
                        "Creation Successful", "EmptyDir storage successfully created"),
                PodContribution.emptyDir(),
                emptyDirWarnings(request.config().replicas()),
                "An empty directory needs no preparation");
    }

    private static List<String> emptyDirWarnings(int replicas) {
        var lost = "emptyDir: images are lost with the registry's pod; not for production";
        return replicas > 1
                ? List.of(
                        lost,
                        "emptyDir with "
                                + replicas
                                + " replicas: the replicas do not see each other's images")
                : List.of(lost);
    }

    static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
