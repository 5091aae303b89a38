package org.registryfleet.scenarios.format;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Set;

/**
 * The state that a stage must lead to.
 *
 * @param objects in normal form; every object the system under test has made or changed
 * @param absent objects that must not exist
 */
public record ExpectedStage(
        String name, Map<ObjectRef, ObjectNode> objects, Set<ObjectRef> absent) {

    public ExpectedStage {
        objects = Map.copyOf(objects);
        absent = Set.copyOf(absent);
    }
}
