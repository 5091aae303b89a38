package org.registryfleet.audit.fact;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Why a result or an action exists.
 *
 * @param sentence for people
 * @param trigger the record that led to it; null for a timer
 */
public record Reason(
        String rule, String sentence, Instant decidedAt, @Nullable LogPosition trigger) {}
