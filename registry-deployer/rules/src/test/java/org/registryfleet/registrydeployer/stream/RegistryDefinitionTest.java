package org.registryfleet.registrydeployer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.registrydeployer.operand.OperandImages;
import org.registryfleet.registrydeployer.operand.Releases;
import org.registryfleet.schemas.Topics;

import java.util.Map;

/** The settings that are recorded with a decision make the same stage again. */
class RegistryDefinitionTest {

    private static final OperandImages STANDARD = new OperandImages("r", "p", "o", "4.21.3");
    private static final Map<String, String> ALONE =
            Map.of(
                    "IMAGE", "r",
                    "IMAGE_PRUNER", "p",
                    "OPERATOR_IMAGE", "o",
                    "RELEASE_VERSION", "4.21.3");

    @Test
    void recordsTheImagesAndNoCatalogForOneRelease() {
        assertThat(RegistryDefinition.create(STANDARD).settings()).isEqualTo(ALONE);
        assertThat(RegistryDefinition.of(ALONE).settings()).isEqualTo(ALONE);
    }

    @Test
    void recordsTheOtherReleases() {
        var other = new OperandImages("r8", "p8", "o8", "4.19.8");
        var settings =
                RegistryDefinition.create(new Releases(STANDARD, Map.of("4.19.8", other)))
                        .settings();

        assertThat(settings).containsAllEntriesOf(ALONE).containsKey("RELEASES");
        assertThat(RegistryDefinition.of(settings).settings()).isEqualTo(settings);
        assertThat(ReleaseCatalog.read(STANDARD, settings.get("RELEASES")).others())
                .isEqualTo(Map.of("4.19.8", other));
    }

    @Test
    void readsDecisionsFromBeforeSettingsWereRecorded() {
        assertThat(RegistryDefinition.of(Map.of()).settings().values()).containsOnly("");
    }

    @Test
    void readsTheStorageAndTheOutcomesOfItsOwnActions() {
        var definition = RegistryDefinition.create(STANDARD);

        assertThat(definition.inputs())
                .containsExactly(
                        Topics.CLUSTERS,
                        Topics.OBSERVATIONS,
                        Topics.STORAGE,
                        Topics.REGISTRY_OUTCOMES);
        assertThat(definition.outputs())
                .containsExactly(Topics.REGISTRIES, Topics.REGISTRY_ACTIONS);
    }
}
