package org.registryfleet.registrydeployer.stream;

import org.registryfleet.registrydeployer.decision.RegistryStage;
import org.registryfleet.registrydeployer.decision.RegistryState;
import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.operand.Releases;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.runtime.StageDefinition;

import java.util.Map;
import java.util.TreeMap;

/** The stage's topics: it consumes storage results, and outcomes of its own actions. */
public final class RegistryDefinition {

    private static final String REGISTRY = "IMAGE";
    private static final String PRUNER = "IMAGE_PRUNER";
    private static final String OPERATOR = "OPERATOR_IMAGE";
    private static final String RELEASE = "RELEASE_VERSION";
    private static final String RELEASES = "RELEASES";

    private RegistryDefinition() {}

    /** The stage as it was configured when a decision was recorded. */
    public static StageDefinition<RegistryState> of(Map<String, String> settings) {
        var standard =
                new OperandImages(
                        settings.getOrDefault(REGISTRY, ""),
                        settings.getOrDefault(PRUNER, ""),
                        settings.getOrDefault(OPERATOR, ""),
                        settings.getOrDefault(RELEASE, ""));
        return create(ReleaseCatalog.read(standard, settings.getOrDefault(RELEASES, "")));
    }

    /** The stage for a fleet of one release. */
    public static StageDefinition<RegistryState> create(OperandImages images) {
        return create(Releases.only(images));
    }

    public static StageDefinition<RegistryState> create(Releases releases) {
        return new StageDefinition<>(
                new RegistryStage(releases),
                new RegistryStateCodec(),
                Topics.REGISTRIES,
                Topics.REGISTRY_ACTIONS,
                Topics.REGISTRY_OUTCOMES,
                Map.of(Topics.STORAGE, StorageResults::decode),
                settings(releases));
    }

    private static Map<String, String> settings(Releases releases) {
        var images = releases.standard();
        var settings = new TreeMap<String, String>();
        settings.put(REGISTRY, images.registry());
        settings.put(PRUNER, images.pruner());
        settings.put(OPERATOR, images.operator());
        settings.put(RELEASE, images.release());
        if (!releases.others().isEmpty()) {
            settings.put(RELEASES, ReleaseCatalog.text(releases));
        }
        return settings;
    }
}
