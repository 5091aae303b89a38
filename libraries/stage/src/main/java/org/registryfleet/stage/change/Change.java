package org.registryfleet.stage.change;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.ObjectRef;

import java.util.Collection;
import java.util.List;

/** One write that reconciles an object with its desired state. */
public sealed interface Change {

    ObjectRef ref();

    /** The write goes to the status subresource. */
    default boolean onStatus() {
        return false;
    }

    /** Content of the write without preconditions; equal texts mean the same intention. */
    String intention();

    /** Create the object; fails when it exists. */
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
     * @param fields what the patch changes, field by field
     */
    record Patch(
            ObjectRef ref,
            boolean onStatus,
            String uid,
            String resourceVersion,
            JsonNode body,
            List<SecretValue> secrets,
            List<FieldDifference> fields)
            implements Change {

        /**
         * The patch without some fields. Lists are replaced as a whole, so fields inside a list
         * stay.
         */
        public Patch without(Collection<String> pointers) {
            var rest = body.deepCopy();
            pointers.forEach(pointer -> remove(rest, JsonPointer.compile(pointer)));
            return new Patch(
                    ref,
                    onStatus,
                    uid,
                    resourceVersion,
                    rest,
                    secrets.stream()
                            .filter(secret -> !rest.at(secret.pointer()).isMissingNode())
                            .toList(),
                    fields);
        }

        private static void remove(JsonNode body, JsonPointer pointer) {
            var head = pointer.head();
            if (head != null
                    && !isInList(body, head)
                    && body.at(head) instanceof ObjectNode parent) {
                parent.remove(pointer.last().getMatchingProperty());
                if (parent.isEmpty()) {
                    remove(body, head);
                }
            }
        }

        private static boolean isInList(JsonNode body, JsonPointer pointer) {
            for (var at = pointer; at != null; at = at.head()) {
                if (body.at(at).isArray()) {
                    return true;
                }
            }
            return false;
        }

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
