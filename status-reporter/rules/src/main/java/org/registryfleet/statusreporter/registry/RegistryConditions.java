package org.registryfleet.statusreporter.registry;

import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.condition.ConditionStatus;
import org.registryfleet.statusreporter.condition.DecisionRow;
import org.registryfleet.statusreporter.condition.DecisionTable;
import org.registryfleet.statusreporter.condition.TransitionTimes;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The registry's own conditions on the Config.
 *
 * @param rows ids of the matching rows, joined by dashes
 * @param nextStep when they change without an event; empty for never
 */
public record RegistryConditions(
        List<Condition> conditions, String rows, Optional<Instant> nextStep) {

    /** The types of the conditions, in order. */
    public static final List<String> TYPES =
            List.of("Available", "Progressing", "Degraded", "Removed");

    private static final DecisionTable<RegistryFacts> REMOVED =
            new DecisionTable<>(
                    "Removed",
                    List.of(
                            DecisionRow.of(
                                    "R1",
                                    RegistryFacts::isRemoved,
                                    ConditionStatus.TRUE,
                                    "Removed",
                                    "The registry is removed"),
                            DecisionRow.of("R2", _ -> true, ConditionStatus.FALSE, "", "")));

    public RegistryConditions {
        conditions = List.copyOf(conditions);
    }

    /** Evaluates the conditions; their times come from the transitions. */
    public static RegistryConditions judge(
            RegistryFacts facts, TransitionTimes transitions, Instant now) {
        var available = AvailableTable.TABLE.judge(facts);
        var progressing = ProgressingTable.TABLE.judge(facts);
        var health =
                new DegradedFacts(
                        facts, transitions.apply(available), transitions.apply(progressing), now);
        var degraded = DegradedTable.TABLE.judge(health);
        return new RegistryConditions(
                List.of(
                        health.available(),
                        health.progressing(),
                        transitions.apply(degraded),
                        transitions.apply(REMOVED.judge(facts))),
                String.join("-", available.row(), progressing.row(), degraded.row()),
                health.nextStep());
    }
}
