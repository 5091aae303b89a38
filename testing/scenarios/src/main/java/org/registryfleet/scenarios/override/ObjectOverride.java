package org.registryfleet.scenarios.override;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.format.ScenarioObjectRef;

/** How one object of a stage differs from the recorded expectation. */
sealed interface ObjectOverride {

    ScenarioObjectRef ref();

    /** The expected object is changed. */
    record Patched(ScenarioObjectRef ref, JsonNode patch) implements ObjectOverride {}

    /** The object must not exist. */
    record Absent(ScenarioObjectRef ref) implements ObjectOverride {}

    /** The object must exist like this. */
    record Present(ScenarioObjectRef ref, ObjectNode object) implements ObjectOverride {}

    /** The object must exist as that stage of that scenario expects it. */
    record Alike(ScenarioObjectRef ref, String scenario, String stage) implements ObjectOverride {}
}
