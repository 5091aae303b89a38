package org.registryfleet.statusreporter.service.fleet;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Why something was decided.
 *
 * @param trigger the triggering record; null for a timer
 */
public record DecisionReason(
        String rule, String reason, Instant decidedAt, @Nullable RecordPosition trigger) {}
