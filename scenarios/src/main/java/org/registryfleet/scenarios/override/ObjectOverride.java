package org.registryfleet.scenarios.override;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.format.ObjectRef;

/** How one object of a stage differs from the recorded expectation. */
sealed interface ObjectOverride {

    ObjectRef ref();

    /** The expected object is changed. */
    record Patched(ObjectRef ref, JsonNode patch) implements ObjectOverride {}

    /** The object must not exist. */
    record Absent(ObjectRef ref) implements ObjectOverride {}

    /** The object must exist like this. */
    record Present(ObjectRef ref, ObjectNode object) implements ObjectOverride {}

    /** The object must exist as that stage of that scenario expects it. */
    record Alike(ObjectRef ref, String scenario, String stage) implements ObjectOverride {}
}
