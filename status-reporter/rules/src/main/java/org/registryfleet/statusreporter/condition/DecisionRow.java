package org.registryfleet.statusreporter.condition;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One row of a decision table.
 *
 * @param <F> type of the inputs
 * @param id identifier from the specification, stable across releases
 */
public record DecisionRow<F>(
        String id, Predicate<? super F> when, ConditionStatus status, Words<F> words) {

    /** Reason and message of a row. */
    public record Words<F>(
            Function<? super F, String> reason, Function<? super F, String> message) {}

    /** A row with fixed reason and message. */
    public static <F> DecisionRow<F> of(
            String id,
            Predicate<? super F> when,
            ConditionStatus status,
            String reason,
            String message) {
        return new DecisionRow<>(id, when, status, new Words<>(_ -> reason, _ -> message));
    }

    /** A row whose message is computed from the inputs. */
    public static <F> DecisionRow<F> of(
            String id,
            Predicate<? super F> when,
            ConditionStatus status,
            String reason,
            Function<? super F, String> message) {
        return new DecisionRow<>(id, when, status, new Words<>(_ -> reason, message));
    }

    EvaluatedCondition judge(String type, F facts) {
        return new EvaluatedCondition(
                id, type, status, words.reason().apply(facts), words.message().apply(facts));
    }
}
