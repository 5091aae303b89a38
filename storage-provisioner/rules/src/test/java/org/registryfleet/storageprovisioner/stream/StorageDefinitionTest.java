package org.registryfleet.storageprovisioner.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.registryfleet.schemas.Topics;
import org.registryfleet.storageprovisioner.placement.OpenStackStorage;

import java.util.Map;

/** The settings that are recorded with a decision make the same stage again. */
class StorageDefinitionTest {

    @ParameterizedTest
    @EnumSource
    void readsTheSettingsOfADecision(OpenStackStorage openStack) {
        var settings = StorageDefinition.create(openStack).settings();

        assertThat(settings).isEqualTo(Map.of("openstack-storage", openStack.name()));
        assertThat(StorageDefinition.of(settings).settings()).isEqualTo(settings);
    }

    @Test
    void madeClaimsOnOpenStackBeforeThatWasASetting() {
        assertThat(StorageDefinition.of(Map.of()).settings())
                .containsEntry("openstack-storage", "CLAIM");
    }

    @Test
    void refusesAStorageThatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StorageDefinition.of(Map.of("openstack-storage", "TAPE")))
                .withMessageContaining("TAPE");
    }

    @Test
    void readsPlatformsRequestsAndAssignments() {
        assertThat(StorageDefinition.create(OpenStackStorage.ASK).inputs())
                .containsExactlyInAnyOrder(
                        Topics.CLUSTERS,
                        Topics.OBSERVATIONS,
                        Topics.PLATFORMS,
                        Topics.REQUESTS,
                        Topics.ASSIGNMENTS,
                        Topics.STORAGE_OUTCOMES);
    }
}
