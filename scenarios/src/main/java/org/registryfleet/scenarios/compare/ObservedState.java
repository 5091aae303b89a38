package org.registryfleet.scenarios.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.format.ObjectRef;
import org.registryfleet.scenarios.normalise.Generations;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A cluster at one moment.
 *
 * @param objects as the API server returns them
 * @param touched objects that the system under test has made or changed since its start
 * @param vanished objects of the environment that the system under test has deleted
 * @param lastGenerations the generations of objects that do not exist any more
 */
public record ObservedState(
        Map<ObjectRef, ObjectNode> objects,
        Set<ObjectRef> touched,
        Set<ObjectRef> vanished,
        Map<ObjectRef, Long> lastGenerations) {

    public ObservedState {
        objects = Map.copyOf(objects);
        touched = Set.copyOf(touched);
        vanished = Set.copyOf(vanished);
        lastGenerations = Map.copyOf(lastGenerations);
    }

    Optional<Generations.Known> generation(ObjectRef ref) {
        var object = objects.get(ref);
        if (object == null) {
            return Optional.ofNullable(lastGenerations.get(ref))
                    .map(last -> new Generations.Known(last, true));
        }
        var generation = object.path("metadata").path("generation");
        return generation.isNumber()
                ? Optional.of(new Generations.Known(generation.longValue(), false))
                : Optional.empty();
    }
}
