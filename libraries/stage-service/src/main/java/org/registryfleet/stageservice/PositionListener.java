package org.registryfleet.stageservice;

import org.registryfleet.events.Cause;

/** Hears how far a stage has come in the log. Called on stream threads: must be quick. */
@FunctionalInterface
public interface PositionListener {

    void passed(String stage, Cause position);
}
