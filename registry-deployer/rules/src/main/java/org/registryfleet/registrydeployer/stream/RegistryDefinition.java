package org.registryfleet.registrydeployer.stream;

import org.registryfleet.registrydeployer.decision.RegistryStage;
import org.registryfleet.registrydeployer.decision.RegistryState;
import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.runtime.StageDefinition;

import java.util.Map;

/** The stage's topics: it consumes storage results, and outcomes of its own actions. */
public final class RegistryDefinition {

    private static final String REGISTRY = "IMAGE";
    private static final String PRUNER = "IMAGE_PRUNER";
    private static final String OPERATOR = "OPERATOR_IMAGE";
    private static final String RELEASE = "RELEASE_VERSION";

    private RegistryDefinition() {}

    /** The stage as it was configured when a decision was recorded. */
    public static StageDefinition<RegistryState> of(Map<String, String> settings) {
        return create(
                new OperandImages(
                        settings.getOrDefault(REGISTRY, ""),
                        settings.getOrDefault(PRUNER, ""),
                        settings.getOrDefault(OPERATOR, ""),
                        settings.getOrDefault(RELEASE, "")));
    }

    public static StageDefinition<RegistryState> create(OperandImages images) {
        return new StageDefinition<>(
                new RegistryStage(images),
                new RegistryStateCodec(),
                Topics.REGISTRIES,
                Topics.REGISTRY_ACTIONS,
                Topics.REGISTRY_OUTCOMES,
                Map.of(Topics.STORAGE, StorageResults::decode),
                settings(images));
    }

    private static Map<String, String> settings(OperandImages images) {
        return Map.of(
                REGISTRY, images.registry(),
                PRUNER, images.pruner(),
                OPERATOR, images.operator(),
                RELEASE, images.release());
    }
}
