package org.registryfleet.statusreporter.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.schemas.Topics;

import java.time.Duration;
import java.util.Map;

/** The settings that are recorded with a decision make the same stage again. */
class StatusDefinitionTest {

    @Test
    void holdsForAnHourUnlessItIsToldOtherwise() {
        assertThat(StatusDefinition.create("4.20.0").settings())
                .isEqualTo(Map.of("RELEASE_VERSION", "4.20.0", "UPGRADE_HOLD", "PT1H"));
        assertThat(StatusDefinition.create("4.20.0", Duration.ofMinutes(5)).settings())
                .containsEntry("UPGRADE_HOLD", "PT5M");
    }

    @Test
    void readsTheSettingsOfADecision() {
        var settings = Map.of("RELEASE_VERSION", "4.20.0", "UPGRADE_HOLD", "PT5M");

        assertThat(StatusDefinition.of(settings).settings()).isEqualTo(settings);
    }

    @Test
    void decidesWithoutAHoldWhatWasDecidedBeforeThereWasOne() {
        var before = Map.of("RELEASE_VERSION", "4.19.0");

        assertThat(StatusDefinition.of(before).settings()).isEqualTo(before);
        assertThat(StatusDefinition.create("4.19.0", Duration.ZERO).settings()).isEqualTo(before);
    }

    @Test
    void readsTheResultsOfEveryEarlierStage() {
        assertThat(StatusDefinition.create("4.20.0").inputs())
                .containsExactlyInAnyOrder(
                        Topics.CLUSTERS,
                        Topics.OBSERVATIONS,
                        Topics.PLATFORMS,
                        Topics.STORAGE,
                        Topics.REGISTRIES,
                        Topics.STATUS_OUTCOMES);
    }
}
