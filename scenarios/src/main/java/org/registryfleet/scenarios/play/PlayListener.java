package org.registryfleet.scenarios.play;

import org.registryfleet.scenarios.format.ExpectedStage;
import org.registryfleet.scenarios.format.GoldenScenario;

/** Follows a play. Called in the thread that plays. */
public interface PlayListener {

    /** Does nothing. */
    PlayListener NONE = new PlayListener() {};

    /** The step that leads to the stage has been done; the wait for it begins. */
    default void stageBegins(GoldenScenario scenario, ExpectedStage stage) {}
}
