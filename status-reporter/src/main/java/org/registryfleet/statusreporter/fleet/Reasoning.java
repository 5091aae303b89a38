package org.registryfleet.statusreporter.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why something was decided.
 *
 * @param trigger the record that led to it; null for a timer
 */
public record Reasoning(
        String rule, String reason, Instant decidedAt, @Nullable Origin trigger) {}
