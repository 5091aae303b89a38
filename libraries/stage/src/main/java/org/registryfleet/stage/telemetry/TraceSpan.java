package org.registryfleet.stage.telemetry;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;

import java.time.Instant;

/**
 * One record that led to another one: a span of a trace.
 *
 * @param actor stage or executor that published it
 * @param event name of the published record's type
 * @param cluster that both are about
 * @param parent trace context of the record that led to it; null without one
 * @param own trace context of the published record
 * @param cause the record that led to it; null for a timer
 * @param begun when the record that led to it was taken in
 */
public record TraceSpan(
        String actor,
        String event,
        String cluster,
        @Nullable String parent,
        String own,
        @Nullable Cause cause,
        Instant begun) {}
