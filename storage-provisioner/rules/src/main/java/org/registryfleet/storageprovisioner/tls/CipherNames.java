package org.registryfleet.storageprovisioner.tls;

import java.util.Map;
import java.util.Optional;

/**
 * Maps the OpenSSL names of a custom TLS profile's cipher suites to IANA names (operand
 * specification, section 21). Unknown suites are omitted.
 */
final class CipherNames {

    private static final Map<String, String> IANA =
            Map.ofEntries(
                    same("TLS_AES_128_GCM_SHA256"),
                    same("TLS_AES_256_GCM_SHA384"),
                    same("TLS_CHACHA20_POLY1305_SHA256"),
                    entry("ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
                    entry("ECDHE-RSA-AES128-GCM-SHA256", "ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
                    entry("ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"),
                    entry("ECDHE-RSA-AES256-GCM-SHA384", "ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
                    entry(
                            "ECDHE-ECDSA-CHACHA20-POLY1305",
                            "ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"),
                    entry("ECDHE-RSA-CHACHA20-POLY1305", "ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"),
                    entry("ECDHE-ECDSA-AES128-SHA256", "ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"),
                    entry("ECDHE-RSA-AES128-SHA256", "ECDHE_RSA_WITH_AES_128_CBC_SHA256"),
                    entry("ECDHE-ECDSA-AES128-SHA", "ECDHE_ECDSA_WITH_AES_128_CBC_SHA"),
                    entry("ECDHE-RSA-AES128-SHA", "ECDHE_RSA_WITH_AES_128_CBC_SHA"),
                    entry("ECDHE-ECDSA-AES256-SHA", "ECDHE_ECDSA_WITH_AES_256_CBC_SHA"),
                    entry("ECDHE-RSA-AES256-SHA", "ECDHE_RSA_WITH_AES_256_CBC_SHA"),
                    entry("AES128-GCM-SHA256", "RSA_WITH_AES_128_GCM_SHA256"),
                    entry("AES256-GCM-SHA384", "RSA_WITH_AES_256_GCM_SHA384"),
                    entry("AES128-SHA256", "RSA_WITH_AES_128_CBC_SHA256"),
                    entry("AES128-SHA", "RSA_WITH_AES_128_CBC_SHA"),
                    entry("AES256-SHA", "RSA_WITH_AES_256_CBC_SHA"),
                    entry("DES-CBC3-SHA", "RSA_WITH_3DES_EDE_CBC_SHA"),
                    entry("ECDHE-RSA-DES-CBC3-SHA", "ECDHE_RSA_WITH_3DES_EDE_CBC_SHA"));

    private CipherNames() {}

    static Optional<String> iana(String name) {
        return Optional.ofNullable(IANA.get(name));
    }

    private static Map.Entry<String, String> entry(String openSsl, String iana) {
        return Map.entry(openSsl, "TLS_" + iana);
    }

    private static Map.Entry<String, String> same(String name) {
        return Map.entry(name, name);
    }
}
