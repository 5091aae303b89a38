package org.registryfleet.audit.timeline;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.difference.FieldChange;
import org.registryfleet.audit.fact.LogPosition;
import org.registryfleet.audit.fact.Reason;

import java.util.List;

/**
 * A decision of a stage: its rule, result and actions, and the decisions of later stages that its
 * result triggered.
 *
 * @param result null if the result did not change
 * @param standing the stage's result after the decision, whether or not it changed; a missing node
 *     if unknown
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
     * The published result.
     *
     * @param changes against the stage's previous result; empty for a first result
     */
    public record Result(LogPosition place, JsonNode content, List<FieldChange> changes) {

        public Result {
            changes = List.copyOf(changes);
        }
    }
}
