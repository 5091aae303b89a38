package org.registryfleet.audit.timeline;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.difference.FieldChange;
import org.registryfleet.audit.fact.LogPosition;
import org.registryfleet.audit.fact.Reason;

import java.util.List;

/**
 * A decision of a stage: which rule, with which result, which effects, and which decisions of later
 * stages followed from the result.
 *
 * @param result null when the result stayed as it was
 * @param standing the stage's result after the decision, also when it stayed as it was; a missing
 *     node when none is known
 */
public record DecisionEntry(
        String stage,
        Reason reason,
        @Nullable Result result,
        JsonNode standing,
        List<ActionEffect> effects,
        List<DecisionEntry> followers) {

    public DecisionEntry {
        effects = List.copyOf(effects);
        followers = List.copyOf(followers);
    }

    /**
     * What was published.
     *
     * @param changes against the stage's result before; of a first one there are none
     */
    public record Result(LogPosition place, JsonNode content, List<FieldChange> changes) {

        public Result {
            changes = List.copyOf(changes);
        }
    }
}
