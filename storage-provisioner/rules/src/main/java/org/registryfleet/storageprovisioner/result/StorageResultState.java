package org.registryfleet.storageprovisioner.result;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.fleetpolicy.assignment.FieldVerdict;
import org.registryfleet.fleetpolicy.assignment.RequestOutcome;
import org.registryfleet.stage.ledger.ContestedField;

import java.util.List;

/**
 * The storage of one cluster's registry for one generation of its Config: the result of this stage.
 *
 * @param configUid empty while there is no Config
 * @param kind EmptyDir, PVC and so on; empty unless there is exactly one
 * @param contested fields of the Config, the claim and others that another writer keeps changing
 * @param operatorPresent whether an operator manages the registry, as the platform stage found
 * @param contribution the backend's contribution to the registry's pod; empty unless ready
 * @param request outcome of the last request; null while there was none
 * @param policies fields that policies assign
 */
public record StorageResultState(
        String configUid,
        long configGeneration,
        StoragePhase phase,
        String kind,
        StorageError error,
        AppliedStorage applied,
        ObjectNode contribution,
        List<String> warnings,
        List<ContestedField> contested,
        boolean operatorPresent,
        @Nullable RequestOutcome request,
        List<FieldVerdict> policies) {

    public StorageResultState {
        warnings = List.copyOf(warnings);
        contested = List.copyOf(contested);
        policies = List.copyOf(policies);
    }

    /** Without a request or policies. */
    public StorageResultState(
            String configUid,
            long configGeneration,
            StoragePhase phase,
            String kind,
            StorageError error,
            AppliedStorage applied,
            ObjectNode contribution,
            List<String> warnings,
            List<ContestedField> contested,
            boolean operatorPresent) {
        this(
                configUid,
                configGeneration,
                phase,
                kind,
                error,
                applied,
                contribution,
                warnings,
                contested,
                operatorPresent,
                null,
                List.of());
    }

    /** Without contested fields and without an operator. */
    public StorageResultState(
            String configUid,
            long configGeneration,
            StoragePhase phase,
            String kind,
            StorageError error,
            AppliedStorage applied,
            ObjectNode contribution,
            List<String> warnings) {
        this(
                configUid,
                configGeneration,
                phase,
                kind,
                error,
                applied,
                contribution,
                warnings,
                List.of(),
                false);
    }

    /** With what became of the wishes of people and policies. */
    public StorageResultState with(@Nullable RequestOutcome outcome, List<FieldVerdict> verdicts) {
        return new StorageResultState(
                configUid,
                configGeneration,
                phase,
                kind,
                error,
                applied,
                contribution,
                warnings,
                contested,
                operatorPresent,
                outcome,
                verdicts);
    }
}
