package org.registryfleet.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class NearNamesTest {

    private static final List<String> KNOWN =
            List.of("alpha", "gamma", "vsphere-1", "vsphere-2", "vsphere-block-1");

    @Test
    void findsAnExchangeOfLettersABeginningAndAPart() {
        assertThat(NearNames.of("alpah", KNOWN)).containsExactly("alpha");
        assertThat(NearNames.of("vsphere", KNOWN))
                .containsExactly("vsphere-1", "vsphere-2", "vsphere-block-1");
        assertThat(NearNames.of("block", KNOWN)).containsExactly("vsphere-block-1");
        assertThat(NearNames.of("VSPHERE-1", KNOWN)).startsWith("vsphere-1");
    }

    @Test
    void putsTheNearestFirst() {
        assertThat(NearNames.of("vsphere-22", KNOWN)).startsWith("vsphere-2", "vsphere-1");
    }

    @Test
    void namesNothingThatHasLittleInCommon() {
        assertThat(NearNames.of("entirely-different", KNOWN)).isEmpty();
        assertThat(NearNames.of("zz", KNOWN)).isEmpty();
    }
}
