package org.registryfleet.scenarios.normalise;

import org.registryfleet.scenarios.format.ScenarioObjectRef;

import java.util.Optional;

/** Knows the generations of other objects of the same cluster; empty for one that never existed. */
@FunctionalInterface
public interface NormalisedGenerations {

    /** Knows no object: numbers stay as they are. */
    NormalisedGenerations NONE = _ -> Optional.empty();

    Optional<Known> of(ScenarioObjectRef ref);

    /**
     * The generation of an object.
     *
     * @param gone the object does not exist any more; this was its last generation
     */
    record Known(long generation, boolean gone) {

        /** How far a number is behind; a gone object has no current generation to be behind of. */
        long behind(long number) {
            var wasOnceTrue = gone && number > 0 && number <= generation;
            return wasOnceTrue ? 0 : generation - number;
        }
    }
}
