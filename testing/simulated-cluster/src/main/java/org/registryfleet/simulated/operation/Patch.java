package org.registryfleet.simulated.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.fabric8.zjsonpatch.CompatibilityFlags;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;

import org.registryfleet.simulated.failure.ApiFailure;
import org.registryfleet.simulated.resource.JsonMergePatch;

import java.util.EnumSet;

/** A patch of an object. */
public sealed interface Patch {

    /** The tree after the patch; the given tree may be changed. */
    ObjectNode applyTo(ObjectNode object);

    /** application/merge-patch+json. */
    record Merge(ObjectNode body) implements Patch {
        @Override
        public ObjectNode applyTo(ObjectNode object) {
            JsonMergePatch.apply(object, body);
            return object;
        }
    }

    /** application/json-patch+json. */
    record Operations(JsonNode list) implements Patch {
        private static final EnumSet<CompatibilityFlags> STRICT =
                EnumSet.of(CompatibilityFlags.FORBID_REMOVE_MISSING_OBJECT);

        @Override
        public ObjectNode applyTo(ObjectNode object) {
            try {
                if (JsonPatch.apply(list, object, STRICT) instanceof ObjectNode patched) {
                    return patched;
                }
                throw ApiFailure.badRequest("the patch does not leave an object");
            } catch (JsonPatchException refused) {
                throw ApiFailure.of(
                        422,
                        "Invalid",
                        "the server rejected our request due to an error in our request");
            }
        }
    }
}
