package org.registryfleet.storageprovisioner.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.stage.view.Registration;

import java.util.Map;

/** What a registration says of the claims that are made in its cluster. */
class ClaimSettingsTest {

    private static final ClaimTemplate SHAPE = new ClaimTemplate(ClaimAccess.MANY, "standard-csi");

    @Test
    void areClassAndSizeOfOurOwnClaim() {
        var settings = settings(Map.of(ClaimSettings.CLASS, "cephfs", ClaimSettings.SIZE, "500Gi"));

        var spec = SHAPE.manifest(settings).path("spec");

        assertThat(spec.path("storageClassName").asText()).isEqualTo("cephfs");
        assertThat(spec.at("/resources/requests/storage").asText()).isEqualTo("500Gi");
    }

    @Test
    void areThoseOfTheReferenceWhenNobodySaysOtherwise() {
        var spec = SHAPE.manifest(settings(Map.of())).path("spec");

        assertThat(spec.path("storageClassName").asText()).isEqualTo("standard-csi");
        assertThat(spec.at("/resources/requests/storage").asText()).isEqualTo("100Gi");
        assertThat(ClaimSettings.of(null)).isEqualTo(ClaimSettings.USUAL);
    }

    private static ClaimSettings settings(Map<String, String> policy) {
        return ClaimSettings.of(
                new Registration("c1", "", Map.of(), Registration.Ownership.FULL, false, policy));
    }
}
