package org.registryfleet.statusreporter.service.fleet;

import java.time.Instant;

/**
 * What came of an action.
 *
 * @param code HTTP status; 0 when there was no answer
 */
public record ActionOutcome(
        String action,
        RecordPosition origin,
        String result,
        int code,
        String reason,
        String message,
        Instant finishedAt) {}
