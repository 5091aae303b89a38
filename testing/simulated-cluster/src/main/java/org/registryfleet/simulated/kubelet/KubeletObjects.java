package org.registryfleet.simulated.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.failure.ApiFailure;
import org.registryfleet.simulated.operation.DeleteOptions;
import org.registryfleet.simulated.operation.Part;
import org.registryfleet.simulated.operation.ResourceOperations;
import org.registryfleet.simulated.operation.WriteOptions;
import org.registryfleet.simulated.resource.FieldSelector;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.LabelSelector;
import org.registryfleet.simulated.resource.ObjectKey;
import org.registryfleet.simulated.resource.ResourceCatalog;
import org.registryfleet.simulated.resource.ResourceType;
import org.registryfleet.simulated.store.Selection;
import org.registryfleet.simulated.store.StoredObject;
import org.registryfleet.simulated.store.VersionedStore;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The objects of the cluster as actors use them. A write that comes too late is dropped: the next
 * event brings it again.
 */
final class KubeletObjects {
    private final ResourceCatalog catalog;
    private final VersionedStore store;
    private final ResourceOperations operations;

    KubeletObjects(ResourceCatalog catalog, VersionedStore store, ResourceOperations operations) {
        this.catalog = catalog;
        this.store = store;
        this.operations = operations;
    }

    ObjectKey key(String apiVersion, String kind, String namespace, String name) {
        return new ObjectKey(catalog.require(apiVersion, kind), namespace, name);
    }

    Optional<ObjectNode> get(ObjectKey key) {
        return Optional.ofNullable(store.get(key)).map(StoredObject::toNode);
    }

    List<StoredObject> list(String apiVersion, String kind, String namespace) {
        var type = catalog.byKind(apiVersion, kind);
        if (type.isEmpty()) {
            return List.of();
        }
        var selection = new Selection(type.get(), namespace, LabelSelector.ALL, FieldSelector.ALL);
        return store.list(selection).objects();
    }

    /** The keys of everything in a namespace. */
    List<ObjectKey> inNamespace(String namespace) {
        return catalog.types().stream()
                .filter(ResourceType::namespaced)
                .flatMap(type -> list(type.apiVersion(), type.kind(), namespace).stream())
                .map(StoredObject::key)
                .toList();
    }

    void create(ObjectNode object) {
        var type =
                catalog.require(object.path("apiVersion").asText(), object.path("kind").asText());
        quietly(
                () ->
                        operations.create(
                                type,
                                Json.at(object, "metadata", "namespace").asText(),
                                object,
                                WriteOptions.CONTROLLER));
    }

    void change(ObjectKey key, UnaryOperator<ObjectNode> change) {
        quietly(() -> operations.change(key, Part.MAIN, WriteOptions.CONTROLLER, change));
    }

    void changeStatus(ObjectKey key, UnaryOperator<ObjectNode> change) {
        quietly(() -> operations.change(key, Part.STATUS, WriteOptions.CONTROLLER, change));
    }

    void delete(ObjectKey key) {
        quietly(() -> operations.delete(key, DeleteOptions.BACKGROUND));
    }

    private static void quietly(Runnable write) {
        try {
            write.run();
        } catch (ApiFailure late) {
            if (late.code() == 422 || late.code() == 400) {
                throw late;
            }
        }
    }
}
