package org.registryfleet.localfleet.scenario;

import org.registryfleet.localfleet.pipeline.LogTail;
import org.registryfleet.localfleet.pipeline.PipelineProgress;
import org.registryfleet.schemas.RegistrationCommands;

/** What a scenario has to do with the running control plane: take part, listen and set the time. */
record ControlPlane(
        RegistrationCommands registrations,
        LogTail log,
        PipelineProgress progress,
        ScenarioClock clock) {}
