package org.registryfleet.storageprovisioner.stream;

import org.registryfleet.fleetpolicy.stream.AssignmentCodec;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.storageprovisioner.decision.StorageStage;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.result.StorageResultState;

import java.util.Map;

/**
 * The stage's topics: it consumes platforms, requests, assignments, and outcomes of its own
 * actions.
 */
public final class StorageDefinition {

    private static final String OPENSTACK = "openstack-storage";

    private StorageDefinition() {}

    /** The stage as it was configured when a decision was recorded. */
    public static StageDefinition<StorageResultState> of(Map<String, String> settings) {
        return create(
                OpenStackStorage.valueOf(
                        settings.getOrDefault(OPENSTACK, OpenStackStorage.CLAIM.name())));
    }

    public static StageDefinition<StorageResultState> create(OpenStackStorage openStack) {
        return new StageDefinition<>(
                new StorageStage(openStack),
                new StorageStateCodec(),
                Topics.STORAGE,
                Topics.STORAGE_ACTIONS,
                Topics.STORAGE_OUTCOMES,
                Map.of(
                        Topics.PLATFORMS,
                        PlatformRecords::facts,
                        Topics.REQUESTS,
                        AssignmentCodec::requested,
                        Topics.ASSIGNMENTS,
                        AssignmentCodec::assigned),
                Map.of(OPENSTACK, openStack.name()));
    }
}
