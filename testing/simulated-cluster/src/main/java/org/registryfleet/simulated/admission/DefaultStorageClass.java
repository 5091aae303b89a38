package org.registryfleet.simulated.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ResourceCatalog;
import org.registryfleet.simulated.store.Selection;
import org.registryfleet.simulated.store.VersionedStore;

import java.util.Optional;
import java.util.function.Supplier;

/** The name of a cluster's default storage class, if it has one. */
public record DefaultStorageClass(ResourceCatalog catalog, VersionedStore store)
        implements Supplier<Optional<String>> {

    @Override
    public Optional<String> get() {
        return catalog.byKind("storage.k8s.io/v1", "StorageClass")
                .flatMap(
                        type ->
                                store.list(Selection.all(type)).objects().stream()
                                        .filter(object -> isDefaultClass(object.toNode()))
                                        .map(object -> object.key().name())
                                        .findFirst());
    }

    private static boolean isDefaultClass(ObjectNode storageClass) {
        return Json.at(
                        storageClass,
                        "metadata",
                        "annotations",
                        "storageclass.kubernetes.io/is-default-class")
                .asText()
                .equals("true");
    }
}
