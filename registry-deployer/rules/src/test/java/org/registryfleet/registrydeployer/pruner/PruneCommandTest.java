package org.registryfleet.registrydeployer.pruner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.registryfleet.registrydeployer.fixture.Cluster;
import org.registryfleet.registrydeployer.imageconfig.RegistryAddress;

import java.util.List;
import java.util.Optional;

class PruneCommandTest {

    @Test
    void hasDefaultsForAnEmptyPruner() {
        assertThat(PruneCommand.words(Cluster.yaml("{}"), "60m", Optional.empty()))
                .containsExactly(
                        "oc",
                        "adm",
                        "prune",
                        "images",
                        "--confirm=true",
                        "--certificate-authority=/var/run/configmaps/serviceca/service-ca.crt",
                        "--keep-tag-revisions=3",
                        "--keep-younger-than=60m",
                        "--ignore-invalid-refs=false",
                        "--loglevel=1",
                        "--prune-registry=false");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1",
        "Normal, 1",
        "Debug, 4",
        "Trace, 6",
        "TraceAll, 8",
        "Other, 1",
    })
    void translatesLogLevels(String name, String level) {
        assertThat(words("{logLevel: '%s'}".formatted(name))).contains("--loglevel=" + level);
    }

    @Test
    void takesOptionsFromThePruner() {
        assertThat(words("{keepTagRevisions: 0, ignoreInvalidImageReferences: true}"))
                .contains("--keep-tag-revisions=0", "--ignore-invalid-refs=true");
    }

    @ParameterizedTest
    @CsvSource({
        "5000, https://image-registry.openshift-image-registry.svc:5000",
        "443, https://image-registry.openshift-image-registry.svc",
    })
    void prunesTheRegistryWhereThereIsOne(int port, String url) {
        var address = new RegistryAddress("image-registry.openshift-image-registry.svc", port);

        assertThat(PruneCommand.words(Cluster.yaml("{}"), "60m", Optional.of(address)))
                .endsWith("--prune-registry=true", "--registry-url=" + url);
    }

    private static List<String> words(String pruner) {
        return PruneCommand.words(Cluster.yaml(pruner), "60m", Optional.empty());
    }
}
