package org.registryfleet.statusreporter.registry;

import static org.registryfleet.statusreporter.condition.ConditionStatus.FALSE;
import static org.registryfleet.statusreporter.condition.ConditionStatus.TRUE;

import org.registryfleet.statusreporter.condition.Row;
import org.registryfleet.statusreporter.condition.Table;

import java.util.List;

/**
 * Whether somebody should look at the registry (spec/status.md 1.4). Rows D3e and D5e are ours:
 * removals and applications that keep failing for five minutes are degraded although the registry
 * is removed or works.
 */
final class DegradedTable {

    static final Table<Health> TABLE =
            new Table<>(
                    "Degraded",
                    List.of(
                            Row.of(
                                    "D1",
                                    health -> health.facts().isUnmanaged(),
                                    FALSE,
                                    "Unmanaged",
                                    "The registry configuration is set to unmanaged mode"),
                            new Row<>(
                                    "D2",
                                    health -> health.facts().hasPermanentError(),
                                    TRUE,
                                    new Row.Words<>(
                                            health -> health.facts().permanentReason(),
                                            health -> "Error: " + health.facts().error().text())),
                            Row.of(
                                    "D3e",
                                    health ->
                                            health.facts().isRemoved() && health.hasErrorForLong(),
                                    TRUE,
                                    "RemoveFailed",
                                    health -> health.progressing().message()),
                            Row.of(
                                    "D3",
                                    health -> health.facts().isRemoved(),
                                    FALSE,
                                    "Removed",
                                    "The registry is removed"),
                            Row.of(
                                    "D4",
                                    Health::isUnavailableForLong,
                                    TRUE,
                                    "Unavailable",
                                    health -> health.available().message()),
                            Row.of("D5", Health::isUnavailable, FALSE, "", ""),
                            Row.of(
                                    "D5e",
                                    Health::hasErrorForLong,
                                    TRUE,
                                    "ErrorPersists",
                                    health -> health.progressing().message()),
                            Row.of(
                                    "D6",
                                    health -> health.facts().hasTimedOut(),
                                    TRUE,
                                    "ProgressDeadlineExceeded",
                                    health ->
                                            "Registry deployment has timed out progressing: "
                                                    + health.facts().timeout()),
                            Row.of("D7", health -> !health.facts().isComplete(), FALSE, "", ""),
                            Row.of(
                                    "D8",
                                    health -> !health.facts().rejections().isEmpty(),
                                    TRUE,
                                    "RouteDegraded",
                                    health -> String.join(",", health.facts().rejections())),
                            Row.of("D9", _ -> true, FALSE, "", "")));

    private DegradedTable() {}
}
