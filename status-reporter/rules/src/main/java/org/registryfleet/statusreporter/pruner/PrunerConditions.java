package org.registryfleet.statusreporter.pruner;

import static org.registryfleet.statusreporter.condition.ConditionStatus.FALSE;
import static org.registryfleet.statusreporter.condition.ConditionStatus.TRUE;

import org.registryfleet.statusreporter.condition.ConditionVerdict;
import org.registryfleet.statusreporter.condition.Row;
import org.registryfleet.statusreporter.condition.Table;

import java.util.List;

/** The four conditions of the ImagePruner. */
public final class PrunerConditions {

    private static final Table<PrunerFacts> AVAILABLE =
            new Table<>(
                    "Available",
                    List.of(
                            Row.of(
                                    "K1",
                                    PrunerFacts::lacksCronJob,
                                    FALSE,
                                    "Error",
                                    "Pruner CronJob does not exist"),
                            Row.of(
                                    "K2",
                                    _ -> true,
                                    TRUE,
                                    "AsExpected",
                                    "Pruner CronJob has been created")));

    private static final Table<PrunerFacts> FAILED =
            new Table<>(
                    "Failed",
                    List.of(
                            new Row<>(
                                    "K3",
                                    PrunerFacts::hasFailed,
                                    TRUE,
                                    new Row.Words<>(
                                            PrunerFacts::failureReason,
                                            PrunerFacts::failureMessage)),
                            Row.of(
                                    "K4",
                                    _ -> true,
                                    FALSE,
                                    "Complete",
                                    "Pruner completed successfully")));

    private static final Table<PrunerFacts> SCHEDULED =
            new Table<>(
                    "Scheduled",
                    List.of(
                            Row.of(
                                    "K5",
                                    PrunerFacts::isSuspended,
                                    FALSE,
                                    "Suspended",
                                    "The pruner job has been suspended"),
                            Row.of(
                                    "K6",
                                    _ -> true,
                                    TRUE,
                                    "Scheduled",
                                    "The pruner job has been scheduled")));

    private static final Table<PrunerFacts> DEGRADED =
            new Table<>(
                    "Degraded",
                    List.of(
                            Row.of(
                                    "K7",
                                    PrunerFacts::hasError,
                                    TRUE,
                                    "SyncError",
                                    facts -> "Error: " + facts.error()),
                            Row.of(
                                    "K8",
                                    PrunerFacts::hasFailed,
                                    TRUE,
                                    "JobFailed",
                                    PrunerFacts::failureMessage),
                            Row.of("K9", _ -> true, FALSE, "AsExpected", "")));

    private PrunerConditions() {}

    /** Judges the facts. */
    public static List<ConditionVerdict> judge(PrunerFacts facts) {
        return List.of(
                AVAILABLE.judge(facts),
                FAILED.judge(facts),
                SCHEDULED.judge(facts),
                DEGRADED.judge(facts));
    }
}
