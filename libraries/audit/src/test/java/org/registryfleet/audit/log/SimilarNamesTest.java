package org.registryfleet.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class SimilarNamesTest {

    private static final List<String> KNOWN =
            List.of("alpha", "gamma", "vsphere-1", "vsphere-2", "vsphere-block-1");

    @Test
    void findsAnExchangeOfLettersABeginningAndAPart() {
        assertThat(SimilarNames.of("alpah", KNOWN)).containsExactly("alpha");
        assertThat(SimilarNames.of("vsphere", KNOWN))
                .containsExactly("vsphere-1", "vsphere-2", "vsphere-block-1");
        assertThat(SimilarNames.of("block", KNOWN)).containsExactly("vsphere-block-1");
        assertThat(SimilarNames.of("VSPHERE-1", KNOWN)).startsWith("vsphere-1");
    }

    @Test
    void putsTheNearestFirst() {
        assertThat(SimilarNames.of("vsphere-22", KNOWN)).startsWith("vsphere-2", "vsphere-1");
        assertThat(SimilarNames.of("namespace", List.of("name", "namespaces")))
                .containsExactly("namespaces", "name");
    }

    @Test
    void namesNothingThatHasLittleInCommon() {
        assertThat(SimilarNames.of("entirely-different", KNOWN)).isEmpty();
        assertThat(SimilarNames.of("zz", KNOWN)).isEmpty();
    }
}
