package org.registryfleet.storageprovisioner.result;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.ledger.ContestedField;

import java.util.List;

/**
 * The storage of one cluster's registry, for one generation of its Config.
 *
 * @param configUid empty while there is no Config
 * @param kind EmptyDir, PVC and so on; empty when there is not exactly one
 * @param contested fields of the Config, the claim and so on that do not stay as they are written
 * @param contribution what the backend adds to the registry's pod; empty unless ready
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
        List<ContestedField> contested) {

    public StorageResultState {
        warnings = List.copyOf(warnings);
        contested = List.copyOf(contested);
    }

    /** All fields stay as they are written. */
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
                List.of());
    }
}
