package org.registryfleet.registrydeployer.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.registrydeployer.fixture.Cluster;
import org.registryfleet.registrydeployer.imageconfig.RegistryAddress;

import java.util.List;
import java.util.Map;

class CaEntriesTest {

    @Test
    void usesTwoDotsForTheColon() {
        assertThat(CaEntries.ofRegistry(new RegistryAddress("r.ns.svc", 5000), "CA").data())
                .isEqualTo(Map.of("r.ns.svc..5000", "CA", "r.ns.svc.cluster.local..5000", "CA"));
    }

    @Test
    void copiesTextAndBinaryEntries() {
        var entries =
                CaEntries.none().withAll(Cluster.yaml("{data: {a: A}, binaryData: {b: Qg==}}"));

        assertThat(entries).isEqualTo(new CaEntries(Map.of("a", "A"), Map.of("b", "Qg==")));
    }

    @Test
    void prefersWhatIsPutInLater() {
        var entries = CaEntries.none().with("a", "old").withAll(Cluster.yaml("{data: {a: new}}"));

        assertThat(entries.data()).isEqualTo(Map.of("a", "new"));
    }

    @Test
    void keepsAKeyInOneOfTheMapsOnly() {
        var binary =
                CaEntries.none().with("a", "old").withAll(Cluster.yaml("{binaryData: {a: QQ==}}"));

        assertThat(binary).isEqualTo(new CaEntries(Map.of(), Map.of("a", "QQ==")));
        assertThat(binary.with("a", "text"))
                .isEqualTo(new CaEntries(Map.of("a", "text"), Map.of()));
    }

    @Test
    void appendsOnlyToTexts() {
        var entries =
                CaEntries.none()
                        .with("a", "A\n")
                        .withAll(Cluster.yaml("{binaryData: {b: Qg==}}"))
                        .appending("MORE\n", List.of("a", "b", "c"));

        assertThat(entries)
                .isEqualTo(new CaEntries(Map.of("a", "A\n\nMORE\n"), Map.of("b", "Qg==")));
    }

    @Test
    void wantsEmptyMapsToBeAbsent() {
        var manifest = CaEntries.none().into(Cluster.yaml("{}").deepCopy());

        assertThat(manifest).isEqualTo(Cluster.yaml("{data: null, binaryData: null}"));
    }
}
