package org.registryfleet.statusreporter.stream;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.events.Decision;
import org.registryfleet.stage.runtime.ContestedFields;
import org.registryfleet.stage.runtime.ResultCodec;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.statusreporter.condition.Condition;
import org.registryfleet.statusreporter.condition.ConditionStatus;
import org.registryfleet.statusreporter.problem.RegistryProblem;
import org.registryfleet.statusreporter.pruner.PrunerInstallation;
import org.registryfleet.statusreporter.summary.ClusterStatusState;
import org.registryfleet.statusreporter.summary.HealthStatus;
import org.registryfleet.statusreporter.summary.StatusSummary;

import java.util.List;

/** Converts {@link ClusterStatusState} to and from {@link ClusterStatus}. */
public final class StatusCodec implements ResultCodec<ClusterStatusState> {

    @Override
    public SpecificRecord encode(String cluster, ClusterStatusState state, Decision decision) {
        return ClusterStatus.newBuilder()
                .setCluster(cluster)
                .setPlatform(state.platform())
                .setStorageKind(state.storageKind())
                .setManagementState(state.managementState())
                .setContact(org.registryfleet.events.Contact.valueOf(state.contact().name()))
                .setSummary(state.summary().health().text())
                .setReason(state.summary().reason())
                .setMessage(state.summary().message())
                .setUnlock(state.remediation())
                .setConfigConditions(encode(state.configConditions()))
                .setClusterOperatorConditions(encode(state.clusterOperatorConditions()))
                .setReadyReplicas(state.readyReplicas())
                .setPruner(
                        org.registryfleet.events.PrunerInstallation.valueOf(state.pruner().name()))
                .setContested(ContestedFields.encode(state.contested()))
                .setProblems(
                        state.problems().stream()
                                .map(
                                        problem ->
                                                new org.registryfleet.events.RegistryProblem(
                                                        problem.reason(), problem.message()))
                                .toList())
                .setSettled(state.settled())
                .setSince(state.since())
                .setDecision(decision)
                .build();
    }

    @Override
    public ClusterStatusState decode(SpecificRecord record) {
        var status = (ClusterStatus) record;
        return new ClusterStatusState(
                status.getPlatform(),
                status.getStorageKind(),
                status.getManagementState(),
                Connectivity.State.valueOf(status.getContact().name()),
                new StatusSummary(
                        HealthStatus.of(status.getSummary()),
                        status.getReason(),
                        status.getMessage()),
                status.getUnlock(),
                decode(status.getConfigConditions()),
                decode(status.getClusterOperatorConditions()),
                status.getReadyReplicas(),
                PrunerInstallation.valueOf(status.getPruner().name()),
                ContestedFields.decode(status.getContested()),
                status.getProblems().stream()
                        .map(one -> new RegistryProblem(one.getReason(), one.getMessage()))
                        .toList(),
                status.getSettled(),
                status.getSince());
    }

    private static List<org.registryfleet.events.Condition> encode(List<Condition> conditions) {
        return conditions.stream()
                .map(
                        condition ->
                                org.registryfleet.events.Condition.newBuilder()
                                        .setType(condition.type())
                                        .setStatus(condition.status().text())
                                        .setReason(condition.reason())
                                        .setMessage(condition.message())
                                        .setLastTransitionTime(condition.since())
                                        .build())
                .toList();
    }

    private static List<Condition> decode(List<org.registryfleet.events.Condition> conditions) {
        return conditions.stream()
                .map(
                        condition ->
                                new Condition(
                                        condition.getType(),
                                        ConditionStatus.of(condition.getStatus()),
                                        condition.getReason(),
                                        condition.getMessage(),
                                        condition.getLastTransitionTime()))
                .toList();
    }
}
