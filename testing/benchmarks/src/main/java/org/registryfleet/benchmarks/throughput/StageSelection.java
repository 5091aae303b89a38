package org.registryfleet.benchmarks.throughput;

import org.registryfleet.platformdetector.stream.PlatformDefinition;
import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.stream.RegistryDefinition;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.statusreporter.stream.StatusDefinition;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;
import org.registryfleet.storageprovisioner.stream.StorageDefinition;

import java.util.List;

/** The four stages as the services define them, with the images of the local fleet. */
final class StageSelection {

    private static final OperandImages IMAGES =
            new OperandImages("registry:latest", "cli:latest", "op:latest", "0.0.1-snapshot");

    private StageSelection() {}

    static List<StageDefinition<?>> all() {
        return List.of(
                PlatformDefinition.create(),
                StorageDefinition.create(OpenStackStorage.CLAIM),
                RegistryDefinition.create(IMAGES),
                StatusDefinition.create(IMAGES.release()));
    }
}
