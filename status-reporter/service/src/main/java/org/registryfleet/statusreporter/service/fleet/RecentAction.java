package org.registryfleet.statusreporter.service.fleet;

import org.jspecify.annotations.Nullable;

/**
 * An effect that a stage asked for, and what came of it.
 *
 * @param object kind, namespace and name
 * @param change what was to be written, shortened; secret values are digests
 * @param outcome null while there is none
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
