package org.registryfleet.statusreporter.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.registryfleet.statusreporter.StatusScenario.config;
import static org.registryfleet.statusreporter.StatusScenario.observed;
import static org.registryfleet.statusreporter.StatusScenario.yaml;

import org.junit.jupiter.api.Test;
import org.registryfleet.statusreporter.upstream.StorageResult.Basis;

class UpstreamTest {

    @Test
    void knowsWhichConfigAResultIsAbout() {
        var config = observed(yaml(config("Managed")));

        assertThat(new Basis("uid-Config", 2).isOf(config)).isTrue();
        assertThat(new Basis("uid-Config", 1).isOf(config)).isFalse();
        assertThat(new Basis("uid-Config", 1).isOfSame(config)).isTrue();
        assertThat(new Basis("another", 2).isOf(config)).isFalse();
        assertThat(new Basis("another", 2).isOfSame(config)).isFalse();
    }

    @Test
    void putsAnErrorIntoWords() {
        assertThat(UpstreamApplyError.none().text()).isEmpty();
        assertThat(new UpstreamApplyError.Permanent("R", "m").text()).isEqualTo("m");
        assertThat(new UpstreamApplyError.Transient("m").text()).isEqualTo("m");
    }
}
