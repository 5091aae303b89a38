package org.registryfleet.audit.explanation;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.audit.timeline.DecisionEntry;

import java.util.List;
import java.util.Map;

/**
 * Why a cluster is as it is.
 *
 * @param status the cluster's status; a missing node when it has none
 * @param conditions of the Config, with what made each of them so
 * @param chain what led to each stage's result and to the Config's wish, oldest first
 * @param standing the latest result of each stage
 */
public record Explanation(
        JsonNode status,
        List<ConditionCause> conditions,
        List<ExplanationStep> chain,
        Map<String, DecisionEntry> standing) {

    public Explanation {
        conditions = List.copyOf(conditions);
        chain = List.copyOf(chain);
    }

    /**
     * A condition and what made it so.
     *
     * @param chain oldest first; empty when it is older than the log
     */
    public record ConditionCause(JsonNode condition, List<ExplanationStep> chain) {

        public ConditionCause {
            chain = List.copyOf(chain);
        }
    }
}
