package org.registryfleet.statusreporter.registry;

import static org.registryfleet.statusreporter.condition.ConditionStatus.FALSE;
import static org.registryfleet.statusreporter.condition.ConditionStatus.TRUE;

import org.registryfleet.statusreporter.condition.DecisionRow;
import org.registryfleet.statusreporter.condition.DecisionTable;

import java.util.List;

/**
 * The decision table of Progressing: whether the registry is converging to its Config
 * (spec/status.md 1.3). Row P3e is an extension: a failing removal stays visible after the
 * Deployment is gone.
 */
final class ProgressingTable {

    private static final String APPLYING = "Unable to apply resources: ";

    static final DecisionTable<RegistryFacts> TABLE =
            new DecisionTable<>(
                    "Progressing",
                    List.of(
                            DecisionRow.of(
                                    "P1",
                                    RegistryFacts::isUnmanaged,
                                    FALSE,
                                    "Unmanaged",
                                    "The registry configuration is set to unmanaged mode"),
                            DecisionRow.of(
                                    "P2",
                                    facts -> facts.isRemoved() && facts.hasDeployment(),
                                    TRUE,
                                    "DeletingDeployment",
                                    "The deployment is being removed"),
                            DecisionRow.of(
                                    "P3e",
                                    facts -> facts.isRemoved() && facts.hasTransientError(),
                                    TRUE,
                                    "Removing",
                                    facts -> "Unable to remove resources: " + facts.error().text()),
                            DecisionRow.of(
                                    "P3",
                                    RegistryFacts::isRemoved,
                                    FALSE,
                                    "Removed",
                                    "All registry resources are removed"),
                            DecisionRow.of(
                                    "P4",
                                    RegistryFacts::hasPermanentError,
                                    FALSE,
                                    "Error",
                                    facts -> APPLYING + facts.error().text()),
                            DecisionRow.of(
                                    "P5",
                                    RegistryFacts::hasTransientError,
                                    TRUE,
                                    "Error",
                                    facts -> APPLYING + facts.error().text()),
                            DecisionRow.of(
                                    "P6",
                                    RegistryFacts::lacksDeployment,
                                    TRUE,
                                    "WaitingForDeployment",
                                    "All resources are successfully applied, but the deployment"
                                            + " does not exist"),
                            DecisionRow.of(
                                    "P7",
                                    RegistryFacts::isDeploymentDeleting,
                                    TRUE,
                                    "FinalizingDeployment",
                                    "The deployment is being deleted"),
                            DecisionRow.of(
                                    "P8",
                                    facts -> !facts.isComplete(),
                                    TRUE,
                                    "DeploymentNotCompleted",
                                    "The deployment has not completed"),
                            DecisionRow.of(
                                    "P9", _ -> true, FALSE, "Ready", "The registry is ready")));

    private ProgressingTable() {}
}
