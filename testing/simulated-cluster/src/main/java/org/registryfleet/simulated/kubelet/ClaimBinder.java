package org.registryfleet.simulated.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ObjectKey;
import org.registryfleet.simulated.store.StoreEvent;
import org.registryfleet.simulated.store.StoredObject;

import java.util.Optional;

/**
 * Binds pending claims to new volumes. A claim stays pending when its class is missing or can not
 * share volumes as it asks.
 */
final class ClaimBinder implements Actor {
    private final KubeletObjects objects;

    ClaimBinder(KubeletObjects objects) {
        this.objects = objects;
    }

    @Override
    public void see(StoreEvent event) {
        var kind = event.after().key().type().kind();
        if (event.change() == StoreEvent.Change.DELETED) {
            if (kind.equals("PersistentVolumeClaim")) {
                dropVolume(event.after().toNode());
            }
        } else if (kind.equals("PersistentVolumeClaim")) {
            bind(event.after().key());
        } else if (kind.equals("StorageClass")) {
            objects.list("v1", "PersistentVolumeClaim", "").forEach(claim -> bind(claim.key()));
        }
    }

    private void bind(ObjectKey key) {
        var claim =
                objects.get(key)
                        .filter(one -> Json.at(one, "status", "phase").asText().equals("Pending"))
                        .filter(
                                one ->
                                        Json.at(one, "metadata", "deletionTimestamp")
                                                .isMissingNode());
        var storageClass = claim.flatMap(this::storageClass);
        if (claim.isPresent()
                && storageClass.isPresent()
                && SimulatedStorageClasses.offers(
                        storageClass.get(), claim.get().path("spec").path("accessModes"))) {
            bind(key, claim.get(), storageClass.get());
        }
    }

    private void bind(ObjectKey key, ObjectNode claim, ObjectNode storageClass) {
        var className = Json.at(storageClass, "metadata", "name").asText();
        var volume = "pvc-" + Json.at(claim, "metadata", "uid").asText();
        objects.create(volume(volume, className, claim));
        var volumeKey = objects.key("v1", "PersistentVolume", "", volume);
        objects.changeStatus(volumeKey, one -> withPhase(one, "Bound"));
        objects.change(
                key,
                one -> {
                    Json.child(one, "spec")
                            .put("volumeName", volume)
                            .put("storageClassName", className);
                    return one;
                });
        objects.changeStatus(
                key,
                one -> {
                    var status = Json.child(withPhase(one, "Bound"), "status");
                    status.set("accessModes", one.path("spec").path("accessModes"));
                    status.set("capacity", Json.at(one, "spec", "resources", "requests"));
                    return one;
                });
    }

    private Optional<ObjectNode> storageClass(ObjectNode claim) {
        var name = Json.at(claim, "spec", "storageClassName").asText();
        return objects.list("storage.k8s.io/v1", "StorageClass", "").stream()
                .map(StoredObject::toNode)
                .filter(
                        one ->
                                name.isEmpty()
                                        ? SimulatedStorageClasses.isDefault(one)
                                        : Json.at(one, "metadata", "name").asText().equals(name))
                .findFirst();
    }

    private void dropVolume(ObjectNode claim) {
        var volume = Json.at(claim, "spec", "volumeName").asText();
        if (!volume.isEmpty()) {
            objects.delete(objects.key("v1", "PersistentVolume", "", volume));
        }
    }

    private static ObjectNode volume(String name, String className, ObjectNode claim) {
        var volume = Json.object().put("apiVersion", "v1").put("kind", "PersistentVolume");
        volume.putObject("metadata").put("name", name);
        var spec = volume.putObject("spec");
        spec.put("storageClassName", className).put("persistentVolumeReclaimPolicy", "Delete");
        spec.set("accessModes", claim.path("spec").path("accessModes"));
        spec.set("capacity", Json.at(claim, "spec", "resources", "requests"));
        var ref =
                spec.putObject("claimRef")
                        .put("apiVersion", "v1")
                        .put("kind", "PersistentVolumeClaim");
        for (var field : new String[] {"namespace", "name", "uid"}) {
            ref.set(field, claim.path("metadata").path(field));
        }
        return volume;
    }

    private static ObjectNode withPhase(ObjectNode object, String phase) {
        Json.child(object, "status").put("phase", phase);
        return object;
    }
}
