package org.registryfleet.stage.change;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.ObjectRef;

import java.util.List;
import java.util.Set;

/** The desired state of one object. */
public sealed interface Desired {

    ObjectRef ref();

    /**
     * The object exists and its fields are as the manifest says.
     *
     * @param manifest the object; a null value means that the field must be absent
     * @param scope which part of the object the fleet owns
     * @param exact JSON pointers of the parts that the fleet owns exclusively: foreign fields there
     *     are removed. Elsewhere, fields that the manifest omits are left as they are
     * @param secrets secret values of the manifest
     */
    record Present(
            ObjectRef ref,
            ObjectNode manifest,
            Scope scope,
            Set<String> exact,
            List<SecretValue> secrets)
            implements Desired {

        public Present {
            exact = Set.copyOf(exact);
            secrets = List.copyOf(secrets);
        }
    }

    /** The object does not exist. A deletion under way is left to finish. */
    record Absent(ObjectRef ref, Deletion deletion) implements Desired {}

    /** Which part of an object a decision owns. */
    enum Scope {
        /** The whole object: it is created when it is absent. */
        OBJECT,
        /** Some fields of an object that another controller creates. */
        FIELDS,
        /** Fields of the status subresource. */
        STATUS
    }

    /** How an object is deleted. */
    enum Deletion {
        /** At once and in the foreground, as the reference does with operand objects. */
        FOREGROUND,
        /** As the API server does by default. */
        DEFAULT
    }

    /** An object that the fleet owns; {@code exact} as in {@link Present}. */
    static Present object(ObjectRef ref, ObjectNode manifest, String... exact) {
        return new Present(ref, manifest, Scope.OBJECT, Set.of(exact), List.of());
    }

    static Present object(
            ObjectRef ref, ObjectNode manifest, List<SecretValue> secrets, String... exact) {
        return new Present(ref, manifest, Scope.OBJECT, Set.of(exact), secrets);
    }

    /** Fields of an object that another controller owns. */
    static Present fields(ObjectRef ref, ObjectNode manifest, SecretValue... secrets) {
        return new Present(ref, manifest, Scope.FIELDS, Set.of(), List.of(secrets));
    }

    /** Fields of a status. */
    static Present status(ObjectRef ref, ObjectNode manifest) {
        return new Present(ref, manifest, Scope.STATUS, Set.of(), List.of());
    }

    static Absent absent(ObjectRef ref) {
        return new Absent(ref, Deletion.FOREGROUND);
    }

    static Absent absent(ObjectRef ref, Deletion deletion) {
        return new Absent(ref, deletion);
    }
}
