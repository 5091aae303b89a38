package org.registryfleet.stageservice;

import org.registryfleet.events.Cause;

/**
 * Receives the offsets that a stage has processed. Called on stream threads, so it must not block.
 */
@FunctionalInterface
public interface PositionListener {

    void passed(String stage, Cause position);
}
