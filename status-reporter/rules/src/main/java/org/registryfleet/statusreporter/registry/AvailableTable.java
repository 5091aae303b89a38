package org.registryfleet.statusreporter.registry;

import static org.registryfleet.statusreporter.condition.ConditionStatus.FALSE;
import static org.registryfleet.statusreporter.condition.ConditionStatus.TRUE;

import org.registryfleet.statusreporter.condition.Row;
import org.registryfleet.statusreporter.condition.Table;

import java.util.List;

/** Whether images can be pushed and pulled (spec/status.md 1.2). */
final class AvailableTable {

    static final Table<RegistryFacts> TABLE =
            new Table<>(
                    "Available",
                    List.of(
                            Row.of(
                                    "A1",
                                    RegistryFacts::isUnmanaged,
                                    TRUE,
                                    "Unmanaged",
                                    "The registry configuration is set to unmanaged mode"),
                            new Row<>(
                                    "A2",
                                    facts -> facts.lacksDeployment() && facts.hasPermanentError(),
                                    FALSE,
                                    new Row.Words<>(
                                            RegistryFacts::permanentReason,
                                            facts -> "Error: " + facts.error().text())),
                            Row.of(
                                    "A3",
                                    facts -> facts.lacksDeployment() && facts.isRemoved(),
                                    TRUE,
                                    "Removed",
                                    "The registry is removed"),
                            Row.of(
                                    "A4",
                                    RegistryFacts::lacksDeployment,
                                    FALSE,
                                    "DeploymentNotFound",
                                    "The deployment does not exist"),
                            Row.of(
                                    "A5",
                                    RegistryFacts::isDeploymentDeleting,
                                    FALSE,
                                    "DeploymentDeleted",
                                    "The deployment is being deleted"),
                            Row.of(
                                    "A6",
                                    RegistryFacts::lacksReplicas,
                                    FALSE,
                                    "NoReplicasAvailable",
                                    "The deployment does not have available replicas"),
                            Row.of(
                                    "A7",
                                    RegistryFacts::lacksSomeReplicas,
                                    TRUE,
                                    "MinimumAvailability",
                                    "The registry has minimum availability"),
                            Row.of("A8", _ -> true, TRUE, "Ready", "The registry is ready")));

    private AvailableTable() {}
}
