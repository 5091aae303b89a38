package org.registryfleet.registrydeployer.stream;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.events.Decision;
import org.registryfleet.events.OperandFailure;
import org.registryfleet.events.RegistryDeployed;
import org.registryfleet.events.RegistryPhase;
import org.registryfleet.registrydeployer.decision.RegistryState;
import org.registryfleet.registrydeployer.decision.RegistryState.AppliedGeneration;
import org.registryfleet.registrydeployer.decision.RegistryState.ErrorClass;
import org.registryfleet.registrydeployer.decision.RegistryState.PartFailure;
import org.registryfleet.registrydeployer.decision.RegistryState.Phase;
import org.registryfleet.registrydeployer.decision.RegistryState.RegistryError;
import org.registryfleet.stage.stream.ResultCodec;

/** {@link RegistryState} as {@link RegistryDeployed} and back. */
public final class RegistryStateCodec implements ResultCodec<RegistryState> {

    @Override
    public SpecificRecord encode(String cluster, RegistryState state, Decision decision) {
        return RegistryDeployed.newBuilder()
                .setCluster(cluster)
                .setConfigUid(state.configUid())
                .setConfigGeneration(state.configGeneration())
                .setPhase(RegistryPhase.valueOf(state.phase().name()))
                .setErrorClass(
                        org.registryfleet.events.ErrorClass.valueOf(
                                state.error().errorClass().name()))
                .setErrorReason(state.error().reason())
                .setErrorMessage(state.error().message())
                .setGenerations(
                        state.generations().stream().map(RegistryStateCodec::encode).toList())
                .setFailures(state.failures().stream().map(RegistryStateCodec::encode).toList())
                .setWarnings(state.warnings())
                .setDecision(decision)
                .build();
    }

    @Override
    public RegistryState decode(SpecificRecord record) {
        var deployed = (RegistryDeployed) record;
        return new RegistryState(
                deployed.getConfigUid(),
                deployed.getConfigGeneration(),
                Phase.valueOf(deployed.getPhase().name()),
                new RegistryError(
                        ErrorClass.valueOf(deployed.getErrorClass().name()),
                        deployed.getErrorReason(),
                        deployed.getErrorMessage()),
                deployed.getGenerations().stream().map(RegistryStateCodec::decode).toList(),
                deployed.getFailures().stream().map(RegistryStateCodec::decode).toList(),
                deployed.getWarnings());
    }

    private static org.registryfleet.events.AppliedGeneration encode(AppliedGeneration applied) {
        return org.registryfleet.events.AppliedGeneration.newBuilder()
                .setGroup(applied.group())
                .setResource(applied.resource())
                .setNamespace(applied.namespace())
                .setName(applied.name())
                .setLastGeneration(applied.lastGeneration())
                .build();
    }

    private static AppliedGeneration decode(org.registryfleet.events.AppliedGeneration applied) {
        return new AppliedGeneration(
                applied.getGroup(),
                applied.getResource(),
                applied.getNamespace(),
                applied.getName(),
                applied.getLastGeneration());
    }

    private static OperandFailure encode(PartFailure failure) {
        return OperandFailure.newBuilder()
                .setPart(failure.part())
                .setMessage(failure.message())
                .setSince(failure.since())
                .build();
    }

    private static PartFailure decode(OperandFailure failure) {
        return new PartFailure(failure.getPart(), failure.getMessage(), failure.getSince());
    }
}
