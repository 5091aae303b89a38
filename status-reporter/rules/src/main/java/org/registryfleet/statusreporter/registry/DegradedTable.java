package org.registryfleet.statusreporter.registry;

import static org.registryfleet.statusreporter.condition.ConditionStatus.FALSE;
import static org.registryfleet.statusreporter.condition.ConditionStatus.TRUE;

import org.registryfleet.statusreporter.condition.DecisionRow;
import org.registryfleet.statusreporter.condition.DecisionTable;

import java.util.List;

/**
 * The decision table of Degraded: whether the registry needs attention (spec/status.md 1.4). Rows
 * D3e and D5e are extensions: removals and applications that keep failing for five minutes degrade
 * the registry although it is removed or works.
 */
final class DegradedTable {

    static final DecisionTable<DegradedFacts> TABLE =
            new DecisionTable<>(
                    "Degraded",
                    List.of(
                            DecisionRow.of(
                                    "D1",
                                    health -> health.facts().isUnmanaged(),
                                    FALSE,
                                    "Unmanaged",
                                    "The registry configuration is set to unmanaged mode"),
                            new DecisionRow<>(
                                    "D2",
                                    health -> health.facts().hasPermanentError(),
                                    TRUE,
                                    new DecisionRow.Words<>(
                                            health -> health.facts().permanentReason(),
                                            health -> "Error: " + health.facts().error().text())),
                            DecisionRow.of(
                                    "D3e",
                                    health ->
                                            health.facts().isRemoved() && health.hasErrorForLong(),
                                    TRUE,
                                    "RemoveFailed",
                                    health -> health.progressing().message()),
                            DecisionRow.of(
                                    "D3",
                                    health -> health.facts().isRemoved(),
                                    FALSE,
                                    "Removed",
                                    "The registry is removed"),
                            DecisionRow.of(
                                    "D4",
                                    DegradedFacts::isUnavailableForLong,
                                    TRUE,
                                    "Unavailable",
                                    health -> health.available().message()),
                            DecisionRow.of("D5", DegradedFacts::isUnavailable, FALSE, "", ""),
                            DecisionRow.of(
                                    "D5e",
                                    DegradedFacts::hasErrorForLong,
                                    TRUE,
                                    "ErrorPersists",
                                    health -> health.progressing().message()),
                            DecisionRow.of(
                                    "D6",
                                    health -> health.facts().hasTimedOut(),
                                    TRUE,
                                    "ProgressDeadlineExceeded",
                                    health ->
                                            "Registry deployment has timed out progressing: "
                                                    + health.facts().timeout()),
                            DecisionRow.of(
                                    "D7", health -> !health.facts().isComplete(), FALSE, "", ""),
                            DecisionRow.of(
                                    "D8",
                                    health -> !health.facts().rejections().isEmpty(),
                                    TRUE,
                                    "RouteDegraded",
                                    health -> String.join(",", health.facts().rejections())),
                            DecisionRow.of("D9", _ -> true, FALSE, "", "")));

    private DegradedTable() {}
}
