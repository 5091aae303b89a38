package org.registryfleet.scenarios.target;

import org.registryfleet.scenarios.format.Scenario;

import java.util.Optional;

/** Makes the target of a scenario; called concurrently when scenarios are played in parallel. */
@FunctionalInterface
public interface ScenarioTargets {

    /**
     * Opens a target with the clouds, CRD change and operator settings that the scenario asks for.
     */
    ScenarioTarget open(Scenario scenario);

    /** What the scenario needs and these targets cannot have; empty when it can be played. */
    default Optional<String> reasonAgainst(Scenario scenario) {
        return Optional.empty();
    }
}
