package org.registryfleet.scenarios.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.scenarios.format.ScenarioObjectRef;
import org.registryfleet.scenarios.normalise.NormalisedGenerations;

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
        Map<ScenarioObjectRef, ObjectNode> objects,
        Set<ScenarioObjectRef> touched,
        Set<ScenarioObjectRef> vanished,
        Map<ScenarioObjectRef, Long> lastGenerations) {

    public ObservedState {
        objects = Map.copyOf(objects);
        touched = Set.copyOf(touched);
        vanished = Set.copyOf(vanished);
        lastGenerations = Map.copyOf(lastGenerations);
    }

    Optional<NormalisedGenerations.Known> generation(ScenarioObjectRef ref) {
        var object = objects.get(ref);
        if (object == null) {
            return Optional.ofNullable(lastGenerations.get(ref))
                    .map(last -> new NormalisedGenerations.Known(last, true));
        }
        var generation = object.path("metadata").path("generation");
        return generation.isNumber()
                ? Optional.of(new NormalisedGenerations.Known(generation.longValue(), false))
                : Optional.empty();
    }
}
