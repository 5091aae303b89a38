package org.registryfleet.statusreporter.registry;

import static org.registryfleet.statusreporter.condition.ConditionStatus.FALSE;
import static org.registryfleet.statusreporter.condition.ConditionStatus.TRUE;

import org.registryfleet.statusreporter.condition.Row;
import org.registryfleet.statusreporter.condition.Table;

import java.util.List;

/**
 * Whether the registry is on its way to what its Config says (spec/status.md 1.3). Row P3e is ours:
 * a removal that fails is visible after the Deployment is gone, too.
 */
final class ProgressingTable {

    private static final String APPLYING = "Unable to apply resources: ";

    static final Table<RegistryFacts> TABLE =
            new Table<>(
                    "Progressing",
                    List.of(
                            Row.of(
                                    "P1",
                                    RegistryFacts::isUnmanaged,
                                    FALSE,
                                    "Unmanaged",
                                    "The registry configuration is set to unmanaged mode"),
                            Row.of(
                                    "P2",
                                    facts -> facts.isRemoved() && facts.hasDeployment(),
                                    TRUE,
                                    "DeletingDeployment",
                                    "The deployment is being removed"),
                            Row.of(
                                    "P3e",
                                    facts -> facts.isRemoved() && facts.hasTransientError(),
                                    TRUE,
                                    "Removing",
                                    facts -> "Unable to remove resources: " + facts.error().text()),
                            Row.of(
                                    "P3",
                                    RegistryFacts::isRemoved,
                                    FALSE,
                                    "Removed",
                                    "All registry resources are removed"),
                            Row.of(
                                    "P4",
                                    RegistryFacts::hasPermanentError,
                                    FALSE,
                                    "Error",
                                    facts -> APPLYING + facts.error().text()),
                            Row.of(
                                    "P5",
                                    RegistryFacts::hasTransientError,
                                    TRUE,
                                    "Error",
                                    facts -> APPLYING + facts.error().text()),
                            Row.of(
                                    "P6",
                                    RegistryFacts::lacksDeployment,
                                    TRUE,
                                    "WaitingForDeployment",
                                    "All resources are successfully applied, but the deployment"
                                            + " does not exist"),
                            Row.of(
                                    "P7",
                                    RegistryFacts::isDeploymentDeleting,
                                    TRUE,
                                    "FinalizingDeployment",
                                    "The deployment is being deleted"),
                            Row.of(
                                    "P8",
                                    facts -> !facts.isComplete(),
                                    TRUE,
                                    "DeploymentNotCompleted",
                                    "The deployment has not completed"),
                            Row.of("P9", _ -> true, FALSE, "Ready", "The registry is ready")));

    private ProgressingTable() {}
}
