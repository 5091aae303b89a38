package org.registryfleet.statusreporter.condition;

import java.util.List;

/**
 * The rules of one condition type; the first row that matches decides.
 *
 * @param rows the last one matches everything
 */
public record DecisionTable<F>(String type, List<DecisionRow<F>> rows) {

    public DecisionTable {
        rows = List.copyOf(rows);
    }

    /** What the table says about the facts. */
    public EvaluatedCondition judge(F facts) {
        for (var row : rows) {
            if (row.when().test(facts)) {
                return row.judge(type, facts);
            }
        }
        throw new IllegalStateException("the table of " + type + " has no row for " + facts);
    }
}
