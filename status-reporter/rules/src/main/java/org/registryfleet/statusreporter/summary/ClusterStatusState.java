package org.registryfleet.statusreporter.summary;

import org.registryfleet.stage.ledger.ContestedField;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.problem.RegistryProblem;
import org.registryfleet.statusreporter.pruner.PrunerInstallation;

import java.time.Instant;
import java.util.List;

/**
 * The status of one cluster's registry as published to the fleet. Mirrors the event ClusterStatus.
 *
 * @param remediation how to get a running registry; empty if nothing is needed
 * @param configConditions last known ones while the cluster is unreachable
 * @param contested fields of all stages that another writer keeps changing
 * @param problems what keeps the registry or its pruner from working
 * @param settled whether no action is in flight for this cluster
 * @param since when the summary last changed
 */
public record ClusterStatusState(
        String platform,
        String storageKind,
        String managementState,
        Connectivity.State contact,
        StatusSummary summary,
        String remediation,
        List<Condition> configConditions,
        List<Condition> clusterOperatorConditions,
        int readyReplicas,
        PrunerInstallation pruner,
        List<ContestedField> contested,
        List<RegistryProblem> problems,
        boolean settled,
        Instant since) {

    public ClusterStatusState {
        configConditions = List.copyOf(configConditions);
        clusterOperatorConditions = List.copyOf(clusterOperatorConditions);
        contested = List.copyOf(contested);
        problems = List.copyOf(problems);
    }
}
