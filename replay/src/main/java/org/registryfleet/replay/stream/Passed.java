package org.registryfleet.replay.stream;

import org.registryfleet.events.Cause;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a stage had come in its inputs before the step that comes next. It takes records one
 * after the other, whatever their cluster, so no later step stands on less.
 */
final class Passed {

    private final Map<String, Cause> latest = new TreeMap<>();
    private List<Cause> safe = List.of();
    private Instant latestAt = Instant.MIN;

    /**
     * A step comes next.
     *
     * @param isAlone no other topic holds a step of its moment, which might be an earlier one
     */
    void comes(RecordedStep step, boolean isAlone) {
        boolean isLater = step.publishedAt().isAfter(latestAt);
        if (isLater) {
            safe = List.copyOf(latest.values());
            latestAt = step.publishedAt();
        }
        for (var place : step.decision().getBasis()) {
            latest.merge(place.getTopic(), place, (a, b) -> a.getOffset() < b.getOffset() ? b : a);
        }
        if (isLater && isAlone) {
            safe = List.copyOf(latest.values());
        }
    }

    /** Places that every step to come has passed, the next one included. */
    List<Cause> safe() {
        return safe;
    }
}
