package org.registryfleet.registrydeployer.operand;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Snapshot;

/**
 * The messages for objects that could not be written, with the wording of the reference operator
 * (status specification, section 3.1).
 */
public final class OperandApplyError {

    private OperandApplyError() {}

    /** The object could not be created or, if it exists, updated. */
    public static String applying(ObjectRef ref, Snapshot objects, String cause) {
        return text(objects.contains(ref) ? "update" : "create", ref, cause);
    }

    public static String deleting(ObjectRef ref, String cause) {
        return text("delete", ref, cause);
    }

    private static String text(String verb, ObjectRef ref, String cause) {
        return "failed to "
                + verb
                + " object *v1."
                + ref.kind()
                + ", Namespace="
                + ref.namespace()
                + ", Name="
                + ref.name()
                + ": "
                + cause;
    }
}
