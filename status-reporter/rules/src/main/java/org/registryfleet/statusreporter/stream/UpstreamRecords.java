package org.registryfleet.statusreporter.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.events.ErrorClass;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.events.PlatformSource;
import org.registryfleet.events.RegistryDeployed;
import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.stage.runtime.ContestedFields;
import org.registryfleet.statusreporter.condition.ConditionStatus;
import org.registryfleet.statusreporter.condition.EvaluatedCondition;
import org.registryfleet.statusreporter.upstream.PartProgress;
import org.registryfleet.statusreporter.upstream.PlatformResult;
import org.registryfleet.statusreporter.upstream.PlatformResult.StorageClassOffer;
import org.registryfleet.statusreporter.upstream.RegistryResult;
import org.registryfleet.statusreporter.upstream.RegistryResult.AppliedGeneration;
import org.registryfleet.statusreporter.upstream.RegistryResult.PartFailure;
import org.registryfleet.statusreporter.upstream.StorageResult;
import org.registryfleet.statusreporter.upstream.UpstreamApplyError;

/** Decodes the records of the earlier stages into the form this stage uses. */
public final class UpstreamRecords {

    private static final ObjectMapper JSON = new ObjectMapper();

    private UpstreamRecords() {}

    public static PlatformResult platform(SpecificRecord record) {
        var detected = (PlatformDetected) record;
        return new PlatformResult(
                detected.getPlatform(),
                detected.getSource() == PlatformSource.INFERRED,
                detected.getObjectStorage(),
                detected.getOperatorPresent(),
                detected.getStorageClasses().stream()
                        .map(
                                fact ->
                                        new StorageClassOffer(
                                                fact.getName(),
                                                fact.getIsDefault(),
                                                fact.getAccessModes()))
                        .toList(),
                detected.getSource() == PlatformSource.UNDETERMINED
                        ? String.join("; ", detected.getWarnings())
                        : "");
    }

    public static StorageResult storage(SpecificRecord record) {
        var provisioned = (StorageProvisioned) record;
        return new StorageResult(
                new StorageResult.Basis(
                        provisioned.getConfigUid(), provisioned.getConfigGeneration()),
                progress(provisioned),
                provisioned.getKind(),
                error(
                        provisioned.getErrorClass(),
                        provisioned.getErrorReason(),
                        provisioned.getErrorMessage()),
                provisioned.getConditions().stream().map(UpstreamRecords::verdict).toList(),
                json(provisioned.getStatusStorage()),
                provisioned.getStorageManaged(),
                ContestedFields.decode(provisioned.getContested()));
    }

    public static RegistryResult registry(SpecificRecord record) {
        var deployed = (RegistryDeployed) record;
        return new RegistryResult(
                new StorageResult.Basis(deployed.getConfigUid(), deployed.getConfigGeneration()),
                progress(deployed),
                error(
                        deployed.getErrorClass(),
                        deployed.getErrorReason(),
                        deployed.getErrorMessage()),
                deployed.getGenerations().stream().map(UpstreamRecords::generation).toList(),
                deployed.getFailures().stream()
                        .map(
                                failure ->
                                        new PartFailure(
                                                failure.getPart(),
                                                failure.getMessage(),
                                                failure.getSince(),
                                                failure.getPermanent()))
                        .toList(),
                ContestedFields.decode(deployed.getContested()),
                deployed.getRelease());
    }

    private static PartProgress progress(StorageProvisioned provisioned) {
        return switch (provisioned.getPhase()) {
            case UNKNOWN, BOOTSTRAPPING, PENDING -> PartProgress.WORKING;
            case REMOVING -> PartProgress.REMOVING;
            case READY, FAILED, REMOVED, UNMANAGED -> PartProgress.DONE;
        };
    }

    private static PartProgress progress(RegistryDeployed deployed) {
        return switch (deployed.getPhase()) {
            case UNKNOWN, WAITING, APPLYING -> PartProgress.WORKING;
            case REMOVING -> PartProgress.REMOVING;
            case APPLIED, FAILED, REMOVED, UNMANAGED -> PartProgress.DONE;
        };
    }

    private static UpstreamApplyError error(ErrorClass severity, String reason, String message) {
        return switch (severity) {
            case NONE -> UpstreamApplyError.none();
            case PERMANENT -> new UpstreamApplyError.Permanent(reason, message);
            case TRANSIENT -> new UpstreamApplyError.Transient(message);
        };
    }

    private static EvaluatedCondition verdict(org.registryfleet.events.Condition condition) {
        return new EvaluatedCondition(
                "",
                condition.getType(),
                ConditionStatus.of(condition.getStatus()),
                condition.getReason(),
                condition.getMessage());
    }

    private static AppliedGeneration generation(
            org.registryfleet.events.AppliedGeneration generation) {
        return new AppliedGeneration(
                generation.getGroup(),
                generation.getResource(),
                generation.getNamespace(),
                generation.getName(),
                generation.getLastGeneration());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a StorageProvisioned record holds broken JSON", e);
        }
    }
}
