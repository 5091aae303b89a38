package org.registryfleet.audit.fact;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Why a result was published or an action issued.
 *
 * @param sentence human-readable reason
 * @param trigger the triggering record; null for a timer
 */
public record Reason(
        String rule, String sentence, Instant decidedAt, @Nullable LogPosition trigger) {}
