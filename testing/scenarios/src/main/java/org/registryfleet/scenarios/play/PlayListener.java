package org.registryfleet.scenarios.play;

import org.registryfleet.scenarios.format.ExpectedStage;
import org.registryfleet.scenarios.format.GoldenScenario;
import org.registryfleet.scenarios.report.ScenarioResult;

import java.util.List;

/** Follows a play. Called in the thread that runs or plays. */
public interface PlayListener {

    /** Does nothing. */
    PlayListener NONE = new PlayListener() {};

    /** Before anything is played: the scenarios that are not going to be, with the reasons. */
    default void outOfScope(List<ScenarioResult> results) {}

    /** The step that leads to the stage has been done; the wait for it begins. */
    default void stageBegins(GoldenScenario scenario, ExpectedStage stage) {}
}
