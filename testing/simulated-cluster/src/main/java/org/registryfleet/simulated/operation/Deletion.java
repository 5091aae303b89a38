package org.registryfleet.simulated.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.failure.ApiFailure;
import org.registryfleet.simulated.failure.FieldError;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.store.StoredObject;

import java.util.ArrayList;
import java.util.List;

/** The rules of deleting: preconditions, finalizers, and when an object really goes. */
final class Deletion {
    private static final String FINALIZERS = "finalizers";

    private Deletion() {}

    static void requirePreconditions(StoredObject object, DeleteOptions options) {
        var uid = options.uid();
        if (uid != null && !uid.equals(object.uid())) {
            throw ApiFailure.conflict(
                    object.key(),
                    "the UID in the precondition ("
                            + uid
                            + ") does not match the UID in record ("
                            + object.uid()
                            + "). The object might have been deleted and then recreated");
        }
        var version = options.resourceVersion();
        if (version != null && !version.equals(Long.toString(object.resourceVersion()))) {
            throw ApiFailure.conflict(
                    object.key(),
                    "the ResourceVersion in the precondition ("
                            + version
                            + ") does not match the ResourceVersion in record ("
                            + object.resourceVersion()
                            + "). The object might have been modified");
        }
    }

    /**
     * Writes to the object what a delete leaves of it when finalizers hold it; the deletion time is
     * set once.
     */
    static void mark(ObjectNode object, DeleteOptions options, String now) {
        var metadata = Json.child(object, "metadata");
        options.propagation().finalizer().ifPresent(finalizer -> addFinalizer(metadata, finalizer));
        if (!metadata.has("deletionTimestamp") && !isFree(object)) {
            metadata.put("deletionTimestamp", now).put("deletionGracePeriodSeconds", 0);
            ObjectUpdate.raiseGeneration(object);
        }
        if (object.path("kind").asText().equals("Namespace")) {
            Json.child(object, "status").put("phase", "Terminating");
        }
    }

    /** Whether nothing holds the object any more, so that it goes. */
    static boolean isFree(ObjectNode object) {
        return finalizers(object).isEmpty() && object.path("spec").path(FINALIZERS).isEmpty();
    }

    static boolean isFinished(ObjectNode object) {
        return object.path("metadata").has("deletionTimestamp") && isFree(object);
    }

    /** An object that is being deleted takes no new finalizers. */
    static List<FieldError> complaints(ObjectNode old, ObjectNode next) {
        if (!old.path("metadata").has("deletionTimestamp")) {
            return List.of();
        }
        var added = new ArrayList<>(finalizers(next));
        added.removeAll(finalizers(old));
        if (added.isEmpty()) {
            return List.of();
        }
        var list = String.join("\", \"", added);
        return List.of(
                FieldError.forbidden(
                        "metadata.finalizers",
                        "no new finalizers can be added if the object is being deleted, found new finalizers []string{\""
                                + list
                                + "\"}"));
    }

    static List<String> finalizers(ObjectNode object) {
        var names = new ArrayList<String>();
        object.path("metadata").path(FINALIZERS).forEach(name -> names.add(name.asText()));
        return names;
    }

    private static void addFinalizer(ObjectNode metadata, String finalizer) {
        var list =
                metadata.get(FINALIZERS) instanceof ArrayNode there
                        ? there
                        : metadata.putArray(FINALIZERS);
        for (var name : list) {
            if (name.asText().equals(finalizer)) {
                return;
            }
        }
        list.add(finalizer);
    }
}
