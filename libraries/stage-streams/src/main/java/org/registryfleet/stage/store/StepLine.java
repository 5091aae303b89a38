package org.registryfleet.stage.store;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.events.SilentStep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Persisted form of a step that may not be in the log yet. It is part of every snapshot and so as
 * short as it can be: places are offsets, in the order of the snapshot's positions.
 *
 * @param at epoch millis
 * @param on index of the trigger's topic; -1 for a timer
 * @param offset of the trigger
 * @param basis -1 for topics of which nothing had been read
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record StepLine(
        long at,
        @JsonInclude(JsonInclude.Include.ALWAYS) int on,
        long offset,
        List<Long> basis,
        boolean interrupted,
        boolean published,
        @Nullable Long result) {

    private static final int NONE = -1;

    static List<StepLine> of(List<SilentStep> steps, List<Cause> positions) {
        return steps.stream().map(step -> of(step, positions)).toList();
    }

    static List<SilentStep> steps(List<StepLine> lines, List<Cause> positions) {
        return lines.stream().map(line -> line.step(positions)).toList();
    }

    private static StepLine of(SilentStep step, List<Cause> positions) {
        var topics = positions.stream().map(Cause::getTopic).toList();
        var trigger = step.getTrigger();
        int on = trigger == null ? NONE : topics.indexOf(trigger.getTopic());
        var offsets = topics.stream().map(topic -> offset(step, topic)).toList();
        return new StepLine(
                step.getAt().toEpochMilli(),
                on,
                trigger == null ? 0 : trigger.getOffset(),
                offsets,
                step.getInterrupted(),
                step.getPublished(),
                step.getResult());
    }

    private static long offset(SilentStep step, String topic) {
        return step.getBasis().stream()
                .filter(place -> place.getTopic().equals(topic))
                .mapToLong(Cause::getOffset)
                .findFirst()
                .orElse(NONE);
    }

    private SilentStep step(List<Cause> positions) {
        var places = new ArrayList<Cause>();
        for (int i = 0; i < positions.size(); i++) {
            if (basis.get(i) != NONE) {
                places.add(place(positions.get(i), basis.get(i)));
            }
        }
        return new SilentStep(
                Instant.ofEpochMilli(at),
                on == NONE ? null : place(positions.get(on), offset),
                places,
                interrupted,
                published,
                result);
    }

    private static Cause place(Cause position, long offset) {
        return new Cause(position.getTopic(), position.getPartition(), offset);
    }
}
