package org.registryfleet.simulated.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ObjectKey;
import org.registryfleet.simulated.store.StoreEvent;
import org.registryfleet.simulated.store.StoredObject;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Lets objects go that are being deleted, by removing the finalizers of the system; can be held and
 * released.
 */
final class SimulatedGarbageCollector implements Actor {
    private static final Set<String> SYSTEM =
            Set.of(
                    "foregroundDeletion",
                    "orphan",
                    "kubernetes.io/pvc-protection",
                    "kubernetes.io/pv-protection");

    private final KubeletObjects objects;
    private final Set<ObjectKey> postponed = new LinkedHashSet<>();
    private boolean held;

    SimulatedGarbageCollector(KubeletObjects objects) {
        this.objects = objects;
    }

    @Override
    public void see(StoreEvent event) {
        var key = event.after().key();
        if (event.change() != StoreEvent.Change.DELETED && isBeingDeleted(event.after())) {
            release(key);
            if (key.type().kind().equals("Namespace")) {
                look(key);
            }
        } else if (event.change() == StoreEvent.Change.DELETED && key.type().namespaced()) {
            look(objects.key("v1", "Namespace", "", key.namespace()));
        }
    }

    /** A namespace goes when its contents are gone. */
    private void empty(ObjectKey namespace) {
        var contents = objects.inNamespace(namespace.name());
        if (contents.isEmpty()) {
            objects.change(
                    namespace,
                    object -> {
                        Json.child(object, "spec").remove("finalizers");
                        return object;
                    });
        } else {
            contents.forEach(objects::delete);
        }
    }

    private void look(ObjectKey namespace) {
        objects.get(namespace)
                .filter(one -> Json.at(one, "metadata").has("deletionTimestamp"))
                .ifPresent(one -> empty(namespace));
    }

    void hold(boolean hold) {
        held = hold;
        if (!hold) {
            List.copyOf(postponed).forEach(this::release);
        }
    }

    private void release(ObjectKey key) {
        if (held) {
            postponed.add(key);
            return;
        }
        postponed.remove(key);
        objects.get(key)
                .filter(SimulatedGarbageCollector::hasSystemFinalizer)
                .ifPresent(
                        object ->
                                objects.change(
                                        key, SimulatedGarbageCollector::withoutSystemFinalizers));
    }

    private static boolean isBeingDeleted(StoredObject object) {
        return !Json.at(object.toNode(), "metadata", "deletionTimestamp").isMissingNode();
    }

    private static boolean hasSystemFinalizer(ObjectNode object) {
        for (var finalizer : Json.at(object, "metadata", "finalizers")) {
            if (SYSTEM.contains(finalizer.asText())) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode withoutSystemFinalizers(ObjectNode object) {
        var before = Json.at(object, "metadata", "finalizers");
        var kept = Json.child(object, "metadata").putArray("finalizers");
        for (var finalizer : before) {
            if (!SYSTEM.contains(finalizer.asText())) {
                kept.add(finalizer);
            }
        }
        return object;
    }
}
