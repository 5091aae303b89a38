package org.registryfleet.scenarios.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.registryfleet.scenarios.format.ObjectRef;

/**
 * A cluster at one moment.
 *
 * @param objects as the API server returns them
 * @param touched objects that the system under test has made or changed since its start
 * @param vanished objects of the environment that the system under test has deleted
 */
public record ObservedState(
        Map<ObjectRef, ObjectNode> objects, Set<ObjectRef> touched, Set<ObjectRef> vanished) {

    public ObservedState {
        objects = Map.copyOf(objects);
        touched = Set.copyOf(touched);
        vanished = Set.copyOf(vanished);
    }

    OptionalLong generation(ObjectRef ref) {
        var object = objects.get(ref);
        if (object == null) {
            return OptionalLong.empty();
        }
        var generation = object.path("metadata").path("generation");
        return generation.isNumber()
                ? OptionalLong.of(generation.longValue())
                : OptionalLong.empty();
    }
}
