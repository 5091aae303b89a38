package org.registryfleet.localfleet.scenario;

import org.registryfleet.localfleet.pipeline.LogTail;
import org.registryfleet.localfleet.pipeline.Progress;
import org.registryfleet.stageservice.Registrations;

/** What a scenario has to do with the running control plane: take part, listen and set the time. */
record ControlPlane(
        Registrations registrations, LogTail log, Progress progress, ScenarioClock clock) {}
