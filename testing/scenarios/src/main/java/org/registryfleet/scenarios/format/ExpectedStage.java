package org.registryfleet.scenarios.format;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Set;

/**
 * The state that a stage must lead to.
 *
 * @param objects in normal form; every object the system under test has made or changed
 * @param absent objects that must not exist
 * @param isPartial only the fields that {@code objects} names count, and other objects do not; a
 *     null says that a field must be absent, and lists may be keyed
 */
public record ExpectedStage(
        String name,
        Map<ScenarioObjectRef, ObjectNode> objects,
        Set<ScenarioObjectRef> absent,
        boolean isPartial) {

    public ExpectedStage {
        objects = Map.copyOf(objects);
        absent = Set.copyOf(absent);
    }

    /** A stage that says everything. */
    public ExpectedStage(
            String name,
            Map<ScenarioObjectRef, ObjectNode> objects,
            Set<ScenarioObjectRef> absent) {
        this(name, objects, absent, false);
    }

    /** The same stage with other expectations. */
    public ExpectedStage with(
            Map<ScenarioObjectRef, ObjectNode> others, Set<ScenarioObjectRef> otherAbsent) {
        return new ExpectedStage(name, others, otherAbsent, isPartial);
    }
}
