package org.registryfleet.statusreporter.service.fleet;

import org.jspecify.annotations.Nullable;

/**
 * An action that a stage issued, and its outcome.
 *
 * @param object kind, namespace and name
 * @param change the requested change, truncated; secret values are digests
 * @param outcome null until reported
 */
public record RecentAction(
        String id,
        StageName stage,
        RecordPosition origin,
        String verb,
        String object,
        String change,
        int attempt,
        DecisionReason reasoning,
        @Nullable ActionOutcome outcome) {

    RecentAction withOutcome(ActionOutcome value) {
        return new RecentAction(id, stage, origin, verb, object, change, attempt, reasoning, value);
    }
}
