package org.registryfleet.registrydeployer.stream;

import org.registryfleet.registrydeployer.decision.RegistryStage;
import org.registryfleet.registrydeployer.decision.RegistryState;
import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.stream.StageDefinition;

import java.util.Map;

/**
 * Where the registry stage stands in the log: it reads the storage, and its actions are answered.
 */
public final class RegistryDefinition {

    private RegistryDefinition() {}

    public static StageDefinition<RegistryState> create(OperandImages images) {
        return new StageDefinition<>(
                new RegistryStage(images),
                new RegistryStateCodec(),
                Topics.REGISTRIES,
                Topics.REGISTRY_ACTIONS,
                Topics.REGISTRY_OUTCOMES,
                Map.of(Topics.STORAGE, StorageResults::decode));
    }
}
