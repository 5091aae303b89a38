package org.registryfleet.storageprovisioner.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.storageprovisioner.config.RegistryConfig;
import org.registryfleet.storageprovisioner.story.Yaml;

class ClaimAccessTest {

    private static final String MODES =
            "PVC c does not contain the necessary access modes: ReadWriteMany or ReadWriteOnce";
    private static final String REPLICAS =
            "cannot use ReadWriteOnce access mode with more than one replica of the image registry";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ReadWriteMany | 3 | RollingUpdate | ''",
                "ReadWriteMany, ReadWriteOnce | 2 | '' | ''",
                "ReadOnlyMany, ReadWriteMany | 2 | '' | ''",
                "ReadWriteOnce | 1 | Recreate | ''",
                "ReadWriteOnce | 0 | Recreate | ''",
                "ReadWriteOnce | 2 | Recreate | " + REPLICAS,
                "ReadWriteOnce | 2 | RollingUpdate | " + REPLICAS,
                "ReadWriteOnce | 1 | RollingUpdate | cannot use ReadWriteOnce access mode with"
                        + " RollingUpdate rollout strategy",
                "ReadWriteOnce | 1 | '' | cannot use ReadWriteOnce access mode with  rollout"
                        + " strategy",
                "ReadWriteOncePod | 1 | Recreate | " + MODES,
                "ReadOnlyMany | 1 | Recreate | " + MODES,
                "'' | 1 | Recreate | " + MODES
            })
    void judgesAccessModes(String modes, int replicas, String strategy, String objection) {
        var claim =
                new RegistryClaim(
                        new Observed(
                                RegistryClaim.ref("c"),
                                "u",
                                "1",
                                Yaml.object("{spec: {accessModes: [" + modes + "]}}")));
        var config =
                new RegistryConfig(
                        new Observed(
                                RegistryConfig.REF,
                                "u",
                                "1",
                                Yaml.object(
                                        "{spec: {replicas: "
                                                + replicas
                                                + ", rolloutStrategy: \""
                                                + strategy
                                                + "\"}}")));

        assertThat(ClaimAccess.objection(claim, config).orElse("")).isEqualTo(objection);
    }
}
