package org.registryfleet.statusreporter.summary;

import org.registryfleet.stage.ledger.ContestedField;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.pruner.PrunerInstallation;

import java.time.Instant;
import java.util.List;

/**
 * One cluster's registry as the fleet sees it. Mirrors the event ClusterStatus.
 *
 * @param remediation what somebody could do to get a running registry; empty when nothing is needed
 * @param configConditions last known ones while the cluster is out of contact
 * @param contested fields that do not stay as they are written, of all stages
 * @param settled nothing is under way for this cluster
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
        boolean settled,
        Instant since) {

    public ClusterStatusState {
        configConditions = List.copyOf(configConditions);
        clusterOperatorConditions = List.copyOf(clusterOperatorConditions);
        contested = List.copyOf(contested);
    }

    /** All fields stay as they are written. */
    public ClusterStatusState(
            String platform,
            String storageKind,
            String managementState,
            Connectivity.State contact,
            StatusSummary summary,
            String unlock,
            List<Condition> configConditions,
            List<Condition> clusterOperatorConditions,
            int readyReplicas,
            PrunerInstallation pruner,
            boolean settled,
            Instant since) {
        this(
                platform,
                storageKind,
                managementState,
                contact,
                summary,
                unlock,
                configConditions,
                clusterOperatorConditions,
                readyReplicas,
                pruner,
                List.of(),
                settled,
                since);
    }
}
