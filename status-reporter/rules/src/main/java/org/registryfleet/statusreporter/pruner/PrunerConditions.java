package org.registryfleet.statusreporter.pruner;

import static org.registryfleet.statusreporter.condition.ConditionStatus.FALSE;
import static org.registryfleet.statusreporter.condition.ConditionStatus.TRUE;

import org.registryfleet.statusreporter.condition.DecisionRow;
import org.registryfleet.statusreporter.condition.DecisionTable;
import org.registryfleet.statusreporter.condition.EvaluatedCondition;

import java.util.List;

/** The four conditions of the ImagePruner. */
public final class PrunerConditions {

    private static final DecisionTable<PrunerFacts> AVAILABLE =
            new DecisionTable<>(
                    "Available",
                    List.of(
                            DecisionRow.of(
                                    "K1",
                                    PrunerFacts::lacksCronJob,
                                    FALSE,
                                    "Error",
                                    "Pruner CronJob does not exist"),
                            DecisionRow.of(
                                    "K2",
                                    _ -> true,
                                    TRUE,
                                    "AsExpected",
                                    "Pruner CronJob has been created")));

    private static final DecisionTable<PrunerFacts> FAILED =
            new DecisionTable<>(
                    "Failed",
                    List.of(
                            new DecisionRow<>(
                                    "K3",
                                    PrunerFacts::hasFailed,
                                    TRUE,
                                    new DecisionRow.Words<>(
                                            PrunerFacts::failureReason,
                                            PrunerFacts::failureMessage)),
                            DecisionRow.of(
                                    "K4",
                                    _ -> true,
                                    FALSE,
                                    "Complete",
                                    "Pruner completed successfully")));

    private static final DecisionTable<PrunerFacts> SCHEDULED =
            new DecisionTable<>(
                    "Scheduled",
                    List.of(
                            DecisionRow.of(
                                    "K5",
                                    PrunerFacts::isSuspended,
                                    FALSE,
                                    "Suspended",
                                    "The pruner job has been suspended"),
                            DecisionRow.of(
                                    "K6",
                                    _ -> true,
                                    TRUE,
                                    "Scheduled",
                                    "The pruner job has been scheduled")));

    private static final DecisionTable<PrunerFacts> DEGRADED =
            new DecisionTable<>(
                    "Degraded",
                    List.of(
                            DecisionRow.of(
                                    "K7",
                                    PrunerFacts::hasError,
                                    TRUE,
                                    "SyncError",
                                    facts -> "Error: " + facts.error()),
                            DecisionRow.of(
                                    "K8",
                                    PrunerFacts::hasFailed,
                                    TRUE,
                                    "JobFailed",
                                    PrunerFacts::failureMessage),
                            DecisionRow.of("K9", _ -> true, FALSE, "AsExpected", "")));

    private PrunerConditions() {}

    /** Evaluates the conditions. */
    public static List<EvaluatedCondition> judge(PrunerFacts facts) {
        return List.of(
                AVAILABLE.judge(facts),
                FAILED.judge(facts),
                SCHEDULED.judge(facts),
                DEGRADED.judge(facts));
    }
}
