package org.registryfleet.registrydeployer.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.registryfleet.registrydeployer.operand.OperandObjects;

class ManifestTest {

    @Test
    void isAnObjectWhoseCopiesAreIndependent() {
        var manifest = Manifest.read("registry/service");
        manifest.copy().put("kind", "Other");

        assertThat(manifest.ref()).isEqualTo(OperandObjects.SERVICE);
        assertThat(manifest.desired().manifest()).isEqualTo(manifest.copy());
    }

    @Test
    void namesAManifestThatTheBuildHasLost() {
        assertThatThrownBy(() -> Manifest.read("registry/lost"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the class path has no /manifests/registry/lost.yaml");
    }
}
