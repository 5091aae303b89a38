package org.registryfleet.statusreporter.condition;

/**
 * A condition as decided by a rule, before its lastTransitionTime is known.
 *
 * @param row id of the matching row; empty if the condition comes from another stage
 */
public record EvaluatedCondition(
        String row, String type, ConditionStatus status, String reason, String message) {}
