package org.registryfleet.storageprovisioner.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.storageprovisioner.story.Yaml;

import java.util.Optional;

class TlsProfileTest {

    @ParameterizedTest
    @CsvSource({
        "'{type: Modern, modern: {}}', VersionTLS13, 3",
        "'{type: Intermediate, intermediate: {}}', VersionTLS12, 9",
        "'{type: Old, old: {}}', VersionTLS10, 21",
        "'{type: Custom}', VersionTLS12, 9",
        "'{}', VersionTLS12, 9"
    })
    void mapsAProfile(String profile, String version, int ciphers) {
        var tls = of(profile);

        assertThat(tls.minimumVersion()).isEqualTo(version);
        assertThat(tls.ciphers()).hasSize(ciphers).doesNotHaveDuplicates();
    }

    @Test
    void isIntermediateWithoutAnApiServerObject() {
        assertThat(TlsProfile.of(Optional.empty())).isEqualTo(TlsProfile.INTERMEDIATE);
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_AES_128_GCM_SHA256, TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384, TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256, TLS_CHACHA20_POLY1305_SHA256",
        "ECDHE-ECDSA-AES128-GCM-SHA256, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "ECDHE-RSA-AES128-GCM-SHA256, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "ECDHE-ECDSA-AES256-GCM-SHA384, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "ECDHE-RSA-AES256-GCM-SHA384, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "ECDHE-ECDSA-CHACHA20-POLY1305, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "ECDHE-RSA-CHACHA20-POLY1305, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
        "ECDHE-ECDSA-AES128-SHA256, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
        "ECDHE-RSA-AES128-SHA256, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
        "ECDHE-ECDSA-AES128-SHA, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
        "ECDHE-RSA-AES128-SHA, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
        "ECDHE-ECDSA-AES256-SHA, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
        "ECDHE-RSA-AES256-SHA, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
        "AES128-GCM-SHA256, TLS_RSA_WITH_AES_128_GCM_SHA256",
        "AES256-GCM-SHA384, TLS_RSA_WITH_AES_256_GCM_SHA384",
        "AES128-SHA256, TLS_RSA_WITH_AES_128_CBC_SHA256",
        "AES128-SHA, TLS_RSA_WITH_AES_128_CBC_SHA",
        "AES256-SHA, TLS_RSA_WITH_AES_256_CBC_SHA",
        "DES-CBC3-SHA, TLS_RSA_WITH_3DES_EDE_CBC_SHA",
        "ECDHE-RSA-DES-CBC3-SHA, TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA"
    })
    void translatesACipher(String openSsl, String iana) {
        assertThat(custom(openSsl).ciphers()).containsExactly(iana);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DHE-RSA-AES128-GCM-SHA256",
                "DHE-RSA-CHACHA20-POLY1305",
                "ECDHE-RSA-AES256-SHA384",
                "ECDHE-ECDSA-AES256-SHA384",
                "AES256-SHA256",
                "NONSENSE"
            })
    void leavesOutACipherThatHasNoCounterpart(String openSsl) {
        assertThat(custom(openSsl).ciphers()).isEmpty();
    }

    @Test
    void keepsTheOrderOfACustomProfile() {
        var tls =
                of(
                        "{type: Custom, custom: {minTLSVersion: VersionTLS11, ciphers:"
                                + " [AES128-SHA, DHE-X, TLS_AES_128_GCM_SHA256]}}");

        assertThat(tls.minimumVersion()).isEqualTo("VersionTLS11");
        assertThat(tls.ciphers())
                .containsExactly("TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_AES_128_GCM_SHA256");
    }

    @Test
    void standsInTheConfigAsServingInfo() {
        assertThat(TlsProfile.MODERN.observedConfig())
                .isEqualTo(
                        Yaml.object(
                                "{servingInfo: {minTLSVersion: VersionTLS13, cipherSuites:"
                                        + " [TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384,"
                                        + " TLS_CHACHA20_POLY1305_SHA256]}}"));
    }

    private static TlsProfile custom(String cipher) {
        return of(
                "{type: Custom, custom: {minTLSVersion: VersionTLS12, ciphers: [" + cipher + "]}}");
    }

    private static TlsProfile of(String profile) {
        var content = Yaml.object("{spec: {tlsSecurityProfile: " + profile + "}}");
        return TlsProfile.of(Optional.of(new Observed(TlsProfile.API_SERVER, "u", "1", content)));
    }
}
