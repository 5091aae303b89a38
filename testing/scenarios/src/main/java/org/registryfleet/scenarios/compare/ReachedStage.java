package org.registryfleet.scenarios.compare;

import org.registryfleet.scenarios.format.ExpectedStage;

/** A stage with what was found when it was compared. */
public record ReachedStage(ExpectedStage expected, ObservedState observed) {}
