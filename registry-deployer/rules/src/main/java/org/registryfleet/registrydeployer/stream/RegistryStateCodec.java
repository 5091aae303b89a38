package org.registryfleet.registrydeployer.stream;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.events.CountedContent;
import org.registryfleet.events.Decision;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.OperandFailure;
import org.registryfleet.events.RegistryDeployed;
import org.registryfleet.events.RegistryPhase;
import org.registryfleet.registrydeployer.decision.RegistryState;
import org.registryfleet.registrydeployer.decision.RegistryState.AppliedGeneration;
import org.registryfleet.registrydeployer.decision.RegistryState.ErrorClass;
import org.registryfleet.registrydeployer.decision.RegistryState.PartFailure;
import org.registryfleet.registrydeployer.decision.RegistryState.Phase;
import org.registryfleet.registrydeployer.decision.RegistryState.RegistryError;
import org.registryfleet.registrydeployer.operand.RolloutChecksums;
import org.registryfleet.registrydeployer.operand.RolloutChecksums.Checksum;
import org.registryfleet.stage.runtime.ContestedFields;
import org.registryfleet.stage.runtime.ResultCodec;
import org.registryfleet.stage.view.ObjectRef;

import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Converts {@link RegistryState} to and from {@link RegistryDeployed}. */
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
                .setRelease(state.release())
                .setWarnings(state.warnings())
                .setContested(ContestedFields.encode(state.contested()))
                .setCounted(
                        state.counted().objects().values().stream()
                                .sorted(Comparator.comparing(Checksum::ref))
                                .map(RegistryStateCodec::encode)
                                .toList())
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
                deployed.getRelease(),
                deployed.getWarnings(),
                ContestedFields.decode(deployed.getContested()),
                new RolloutChecksums(
                        deployed.getCounted().stream()
                                .map(RegistryStateCodec::decode)
                                .collect(Collectors.toMap(Checksum::ref, Function.identity()))));
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

    private static CountedContent encode(Checksum counted) {
        var ref = counted.ref();
        return CountedContent.newBuilder()
                .setObject(new ObjectKey(ref.apiVersion(), ref.kind(), ref.namespace(), ref.name()))
                .setUid(counted.uid())
                .setResourceVersion(counted.resourceVersion())
                .setShown(counted.shown())
                .setDigest(counted.digest())
                .build();
    }

    private static Checksum decode(CountedContent content) {
        var key = content.getObject();
        return new Checksum(
                new ObjectRef(
                        key.getApiVersion(), key.getKind(), key.getNamespace(), key.getName()),
                content.getUid(),
                content.getResourceVersion(),
                content.getShown(),
                content.getDigest());
    }

    private static OperandFailure encode(PartFailure failure) {
        return OperandFailure.newBuilder()
                .setPart(failure.part())
                .setMessage(failure.message())
                .setSince(failure.since())
                .setPermanent(failure.permanent())
                .build();
    }

    private static PartFailure decode(OperandFailure failure) {
        return new PartFailure(
                failure.getPart(),
                failure.getMessage(),
                failure.getSince(),
                failure.getPermanent());
    }
}
