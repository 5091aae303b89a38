package org.registryfleet.scenarios.compare;

import org.registryfleet.scenarios.format.ScenarioObjectRef;

/**
 * One difference between what a stage expects and what is there.
 *
 * @param path the place inside of the object; empty for the object as a whole
 */
public record Difference(ScenarioObjectRef ref, String path, String expected, String found) {

    @Override
    public String toString() {
        return ref
                + ": "
                + (path.isEmpty() ? "" : path + ": ")
                + "expected "
                + expected
                + ", found "
                + found;
    }
}
