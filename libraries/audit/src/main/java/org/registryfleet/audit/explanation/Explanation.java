package org.registryfleet.audit.explanation;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.timeline.DecisionEntry;

import java.util.List;
import java.util.Map;

/**
 * Why a cluster is in its current state.
 *
 * @param status the cluster's status; a missing node if there is none
 * @param conditions the conditions of the Config, each with its cause
 * @param chain the causes of each stage's result and of the Config's spec, oldest first
 * @param standing the latest result of each stage
 * @param setters who set each field of the Config last; empty when the log does not say so
 */
public record Explanation(
        JsonNode status,
        List<ConditionCause> conditions,
        List<ExplanationStep> chain,
        Map<String, DecisionEntry> standing,
        List<Fact.Setter> setters) {

    public Explanation {
        setters = List.copyOf(setters);
        conditions = List.copyOf(conditions);
        chain = List.copyOf(chain);
    }

    /**
     * A condition and its cause.
     *
     * @param chain oldest first; empty if the cause is older than the log
     */
    public record ConditionCause(JsonNode condition, List<ExplanationStep> chain) {

        public ConditionCause {
            chain = List.copyOf(chain);
        }
    }
}
