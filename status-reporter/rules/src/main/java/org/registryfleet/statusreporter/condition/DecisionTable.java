package org.registryfleet.statusreporter.condition;

import java.util.List;

/**
 * The decision table of one condition type; the first matching row decides.
 *
 * @param rows the last one matches everything
 */
public record DecisionTable<F>(String type, List<DecisionRow<F>> rows) {

    public DecisionTable {
        rows = List.copyOf(rows);
    }

    /** Evaluates the table. */
    public EvaluatedCondition judge(F facts) {
        for (var row : rows) {
            if (row.when().test(facts)) {
                return row.judge(type, facts);
            }
        }
        throw new IllegalStateException("the table of " + type + " has no row for " + facts);
    }
}
