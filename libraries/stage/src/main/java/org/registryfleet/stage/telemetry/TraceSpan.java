package org.registryfleet.stage.telemetry;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;

import java.time.Instant;

/**
 * The span between a consumed record and one that was published because of it.
 *
 * @param actor stage or executor that published it
 * @param event name of the published record's type
 * @param cluster of both records
 * @param parent trace context of the consumed record; null without one
 * @param own trace context of the published record
 * @param cause position of the consumed record; null for a timer
 * @param begun when the consumed record was received
 */
public record TraceSpan(
        String actor,
        String event,
        String cluster,
        @Nullable String parent,
        String own,
        @Nullable Cause cause,
        Instant begun) {}
