package org.registryfleet.replay.stream;

import org.registryfleet.events.Cause;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far the stage had come in its inputs when it published what was read last. It takes records
 * one after the other, whatever their cluster, so no later step stands on less.
 */
final class Passed {

    private final Map<String, Cause> latest = new TreeMap<>();
    private List<Cause> safe = List.of();
    private Instant latestAt = Instant.MIN;

    /** A step was read; steps of the same moment may still come in another topic. */
    void passed(RecordedStep step) {
        var time = step.outputs().getFirst().record().time();
        if (time.isAfter(latestAt)) {
            safe = List.copyOf(new ArrayList<>(latest.values()));
            latestAt = time;
        }
        for (var place : step.decision().getBasis()) {
            latest.merge(place.getTopic(), place, (a, b) -> a.getOffset() < b.getOffset() ? b : a);
        }
    }

    /** Places that every step to come has passed. */
    List<Cause> safe() {
        return safe;
    }
}
