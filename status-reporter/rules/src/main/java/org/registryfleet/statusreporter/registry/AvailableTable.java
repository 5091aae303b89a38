package org.registryfleet.statusreporter.registry;

import static org.registryfleet.statusreporter.condition.ConditionStatus.FALSE;
import static org.registryfleet.statusreporter.condition.ConditionStatus.TRUE;

import org.registryfleet.statusreporter.condition.DecisionRow;
import org.registryfleet.statusreporter.condition.DecisionTable;

import java.util.List;

/**
 * The decision table of Available: whether images can be pushed and pulled (spec/status.md 1.2).
 */
final class AvailableTable {

    static final DecisionTable<RegistryFacts> TABLE =
            new DecisionTable<>(
                    "Available",
                    List.of(
                            DecisionRow.of(
                                    "A1",
                                    RegistryFacts::isUnmanaged,
                                    TRUE,
                                    "Unmanaged",
                                    "The registry configuration is set to unmanaged mode"),
                            new DecisionRow<>(
                                    "A2",
                                    facts -> facts.lacksDeployment() && facts.hasPermanentError(),
                                    FALSE,
                                    new DecisionRow.Words<>(
                                            RegistryFacts::permanentReason,
                                            facts -> "Error: " + facts.error().text())),
                            DecisionRow.of(
                                    "A3",
                                    facts -> facts.lacksDeployment() && facts.isRemoved(),
                                    TRUE,
                                    "Removed",
                                    "The registry is removed"),
                            DecisionRow.of(
                                    "A4",
                                    RegistryFacts::lacksDeployment,
                                    FALSE,
                                    "DeploymentNotFound",
                                    "The deployment does not exist"),
                            DecisionRow.of(
                                    "A5",
                                    RegistryFacts::isDeploymentDeleting,
                                    FALSE,
                                    "DeploymentDeleted",
                                    "The deployment is being deleted"),
                            DecisionRow.of(
                                    "A6",
                                    RegistryFacts::lacksReplicas,
                                    FALSE,
                                    "NoReplicasAvailable",
                                    "The deployment does not have available replicas"),
                            DecisionRow.of(
                                    "A7",
                                    RegistryFacts::lacksSomeReplicas,
                                    TRUE,
                                    "MinimumAvailability",
                                    "The registry has minimum availability"),
                            DecisionRow.of(
                                    "A8", _ -> true, TRUE, "Ready", "The registry is ready")));

    private AvailableTable() {}
}
