package org.registryfleet.statusreporter.service.fleet;

import java.time.Instant;

/**
 * The outcome of an action.
 *
 * @param code HTTP status; 0 if there was no response
 */
public record ActionOutcome(
        String action,
        RecordPosition origin,
        String result,
        int code,
        String reason,
        String message,
        Instant finishedAt) {}
