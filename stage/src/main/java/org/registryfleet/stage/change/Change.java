package org.registryfleet.stage.change;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.view.ObjectRef;

import java.util.List;

/** One write that brings an object closer to what is desired. */
public sealed interface Change {

    ObjectRef ref();

    /** The write goes to the status subresource. */
    default boolean onStatus() {
        return false;
    }

    /** What is written, without the preconditions: equal texts are the same intention. */
    String intention();

    /** Create the object; refused when it exists. */
    record Create(ObjectRef ref, JsonNode body, List<SecretValue> secrets) implements Change {
        @Override
        public String intention() {
            return "create " + body;
        }
    }

    /**
     * Merge patch of the fields that differ.
     *
     * @param uid precondition
     * @param resourceVersion precondition
     */
    record Patch(
            ObjectRef ref,
            boolean onStatus,
            String uid,
            String resourceVersion,
            JsonNode body,
            List<SecretValue> secrets)
            implements Change {
        @Override
        public String intention() {
            return "patch " + body;
        }
    }

    /**
     * Delete the object.
     *
     * @param uid precondition
     * @param resourceVersion precondition
     */
    record Delete(ObjectRef ref, String uid, String resourceVersion, Desired.Deletion deletion)
            implements Change {
        @Override
        public String intention() {
            return "delete " + uid;
        }
    }
}
