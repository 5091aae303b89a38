package org.registryfleet.simulated.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.resource.ResourceType;
import org.registryfleet.simulated.resource.Trait;

import java.util.List;

/** How the new version of an object is made from the old one and what the client sent. */
final class ObjectUpdate {
    /** Fields of metadata that a client can not change. */
    private static final List<String> FIXED =
            List.of(
                    "name",
                    "namespace",
                    "generateName",
                    "uid",
                    "creationTimestamp",
                    "generation",
                    "deletionTimestamp",
                    "deletionGracePeriodSeconds",
                    "managedFields",
                    "resourceVersion");

    private ObjectUpdate() {}

    /** The sent object with everything that this part may not change taken from the old one. */
    static ObjectNode merged(ResourceType type, ObjectNode old, ObjectNode sent, Part part) {
        return switch (part) {
            case MAIN -> main(type, old, sent);
            case STATUS -> status(type, old, sent);
        };
    }

    /** Raises the generation when what it counts has changed. */
    static void countGeneration(ResourceType type, ObjectNode old, ObjectNode next) {
        if (Identity.countsGenerations(type) && desireDiffers(type, old, next)) {
            raiseGeneration(next);
        }
    }

    static void raiseGeneration(ObjectNode object) {
        var metadata = Json.child(object, "metadata");
        if (metadata.has("generation")) {
            metadata.put("generation", metadata.path("generation").asInt() + 1);
        }
    }

    private static ObjectNode main(ResourceType type, ObjectNode old, ObjectNode sent) {
        fix(old, sent);
        if (type.hasStatus()) {
            take(old, sent, "status");
        }
        return sent;
    }

    /**
     * A custom resource changes nothing but its status; built-in kinds let annotations and
     * finalizers through.
     */
    private static ObjectNode status(ResourceType type, ObjectNode old, ObjectNode sent) {
        if (type.isCustom()) {
            var next = old.deepCopy();
            take(sent, next, "status");
            return next;
        }
        fix(old, sent);
        var next = old.deepCopy();
        next.set("metadata", sent.path("metadata"));
        take(old.path("metadata"), Json.child(next, "metadata"), "labels");
        take(sent, next, "status");
        return next;
    }

    private static void fix(ObjectNode old, ObjectNode sent) {
        var from = old.path("metadata");
        var to = Json.child(sent, "metadata");
        FIXED.forEach(field -> take(from, to, field));
        to.remove("selfLink");
    }

    private static void take(JsonNode from, ObjectNode to, String field) {
        var value = from.get(field);
        if (value == null) {
            to.remove(field);
        } else {
            to.set(field, value);
        }
    }

    private static boolean desireDiffers(ResourceType type, ObjectNode old, ObjectNode next) {
        if (type.has(Trait.GENERATION_BY_ANNOTATIONS)
                && !annotations(old).equals(annotations(next))) {
            return true;
        }
        return type.isCustom()
                ? !bare(old).equals(bare(next))
                : !old.path("spec").equals(next.path("spec"));
    }

    private static JsonNode annotations(ObjectNode object) {
        return object.path("metadata").path("annotations");
    }

    private static ObjectNode bare(ObjectNode object) {
        var bare = Json.object();
        bare.setAll(object);
        bare.remove(List.of("metadata", "status"));
        return bare;
    }
}
