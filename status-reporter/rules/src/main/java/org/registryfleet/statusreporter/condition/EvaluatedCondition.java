package org.registryfleet.statusreporter.condition;

/**
 * What a rule says about a condition type, before it is known since when.
 *
 * @param row id of the row that decided; empty when the verdict comes from another stage
 */
public record EvaluatedCondition(
        String row, String type, ConditionStatus status, String reason, String message) {}
