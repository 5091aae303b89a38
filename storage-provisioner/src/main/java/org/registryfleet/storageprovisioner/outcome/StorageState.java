package org.registryfleet.storageprovisioner.outcome;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * The storage of one cluster's registry, for one generation of its Config.
 *
 * @param configUid empty while there is no Config
 * @param kind EmptyDir, PVC and so on; empty when there is not exactly one
 * @param contribution what the backend adds to the registry's pod; empty unless ready
 */
public record StorageState(
        String configUid,
        long configGeneration,
        StoragePhase phase,
        String kind,
        StorageError error,
        Applied applied,
        ObjectNode contribution,
        List<String> warnings) {

    public StorageState {
        warnings = List.copyOf(warnings);
    }
}
