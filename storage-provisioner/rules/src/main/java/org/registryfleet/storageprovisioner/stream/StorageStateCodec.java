package org.registryfleet.storageprovisioner.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.events.Condition;
import org.registryfleet.events.Decision;
import org.registryfleet.events.ErrorClass;
import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.fleetpolicy.stream.FieldVerdicts;
import org.registryfleet.fleetpolicy.stream.RequestOutcomes;
import org.registryfleet.stage.runtime.ContestedFields;
import org.registryfleet.stage.runtime.ResultCodec;
import org.registryfleet.storageprovisioner.result.AppliedStorage;
import org.registryfleet.storageprovisioner.result.StorageCondition;
import org.registryfleet.storageprovisioner.result.StorageError;
import org.registryfleet.storageprovisioner.result.StoragePhase;
import org.registryfleet.storageprovisioner.result.StorageResultState;

/** Converts {@link StorageResultState} to and from {@link StorageProvisioned}. */
public final class StorageStateCodec implements ResultCodec<StorageResultState> {

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public SpecificRecord encode(String cluster, StorageResultState state, Decision decision) {
        return StorageProvisioned.newBuilder()
                .setCluster(cluster)
                .setConfigUid(state.configUid())
                .setConfigGeneration(state.configGeneration())
                .setPhase(org.registryfleet.events.StoragePhase.valueOf(state.phase().name()))
                .setKind(state.kind())
                .setErrorClass(ErrorClass.valueOf(state.error().severity().name()))
                .setErrorReason(state.error().reason())
                .setErrorMessage(state.error().message())
                .setConditions(
                        state.applied().conditions().stream()
                                .map(StorageStateCodec::encode)
                                .toList())
                .setStatusStorage(state.applied().storage().toString())
                .setStorageManaged(state.applied().managed())
                .setContribution(state.contribution().toString())
                .setWarnings(state.warnings())
                .setContested(ContestedFields.encode(state.contested()))
                .setOperatorPresent(state.operatorPresent())
                .setRequest(RequestOutcomes.encode(state.request()))
                .setPolicies(state.policies().stream().map(FieldVerdicts::encode).toList())
                .setDecision(decision)
                .build();
    }

    @Override
    public StorageResultState decode(SpecificRecord record) {
        var provisioned = (StorageProvisioned) record;
        return new StorageResultState(
                provisioned.getConfigUid(),
                provisioned.getConfigGeneration(),
                StoragePhase.valueOf(provisioned.getPhase().name()),
                provisioned.getKind(),
                new StorageError(
                        StorageError.Severity.valueOf(provisioned.getErrorClass().name()),
                        provisioned.getErrorReason(),
                        provisioned.getErrorMessage()),
                new AppliedStorage(
                        object(provisioned.getStatusStorage()),
                        provisioned.getStorageManaged(),
                        provisioned.getConditions().stream()
                                .map(StorageStateCodec::decode)
                                .toList()),
                object(provisioned.getContribution()),
                provisioned.getWarnings(),
                ContestedFields.decode(provisioned.getContested()),
                provisioned.getOperatorPresent(),
                RequestOutcomes.decode(provisioned.getRequest()),
                FieldVerdicts.decode(provisioned.getPolicies()));
    }

    private static Condition encode(StorageCondition condition) {
        return Condition.newBuilder()
                .setType(condition.type())
                .setStatus(condition.status())
                .setReason(condition.reason())
                .setMessage(condition.message())
                .build();
    }

    private static StorageCondition decode(Condition condition) {
        return new StorageCondition(
                condition.getType(),
                condition.getStatus(),
                condition.getReason(),
                condition.getMessage());
    }

    private ObjectNode object(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a StorageProvisioned record holds broken JSON", e);
        }
    }
}
