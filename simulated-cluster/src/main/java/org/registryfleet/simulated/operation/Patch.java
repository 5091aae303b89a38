package org.registryfleet.simulated.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.simulated.failure.ApiFailure;
import org.registryfleet.simulated.resource.JsonPatch;
import org.registryfleet.simulated.resource.MergePatch;

/** A patch of an object. */
public sealed interface Patch {

    /** The tree after the patch; the given tree may be changed. */
    ObjectNode applyTo(ObjectNode object);

    /** application/merge-patch+json. */
    record Merge(ObjectNode body) implements Patch {
        @Override
        public ObjectNode applyTo(ObjectNode object) {
            MergePatch.apply(object, body);
            return object;
        }
    }

    /** application/json-patch+json. */
    record Operations(JsonNode list) implements Patch {
        @Override
        public ObjectNode applyTo(ObjectNode object) {
            try {
                if (JsonPatch.apply(object, list) instanceof ObjectNode patched) {
                    return patched;
                }
                throw ApiFailure.badRequest("the patch does not leave an object");
            } catch (IllegalArgumentException refused) {
                throw ApiFailure.of(
                        422,
                        "Invalid",
                        "the server rejected our request due to an error in our request");
            }
        }
    }
}
