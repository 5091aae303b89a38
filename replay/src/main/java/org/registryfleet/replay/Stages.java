package org.registryfleet.replay;

import org.registryfleet.platformdetector.platform.PlatformFacts;
import org.registryfleet.platformdetector.stream.PlatformDefinition;
import org.registryfleet.registrydeployer.decision.RegistryState;
import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.stream.RegistryDefinition;
import org.registryfleet.stage.stream.StageDefinition;
import org.registryfleet.statusreporter.stream.StatusDefinition;
import org.registryfleet.statusreporter.summary.ClusterStatusState;
import org.registryfleet.storageprovisioner.outcome.StorageState;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.stream.StorageDefinition;

import java.util.List;

/** The stages of the fleet as the services run them. */
public record Stages(
        StageDefinition<PlatformFacts> platform,
        StageDefinition<StorageState> storage,
        StageDefinition<RegistryState> registry,
        StageDefinition<ClusterStatusState> status) {

    /** With what a service gets from its environment. */
    public static Stages of(OpenStackStorage openStack, OperandImages images) {
        return new Stages(
                PlatformDefinition.create(),
                StorageDefinition.create(openStack),
                RegistryDefinition.create(images),
                StatusDefinition.create(images.release()));
    }

    /** In the order in which a cluster passes through them. */
    public List<StageDefinition<?>> inOrder() {
        return List.of(platform, storage, registry, status);
    }
}
