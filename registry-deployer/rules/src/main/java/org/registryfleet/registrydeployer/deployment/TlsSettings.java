package org.registryfleet.registrydeployer.deployment;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** The TLS version and cipher suites in {@code spec.observedConfig} (sections 11.4 and 21). */
final class TlsSettings {

    private static final Set<String> VERSIONS =
            Set.of("VersionTLS10", "VersionTLS11", "VersionTLS12", "VersionTLS13");

    private static final Set<String> CIPHER_SUITES =
            Set.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
                    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
                    "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
                    "TLS_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_RSA_WITH_AES_128_CBC_SHA256",
                    "TLS_RSA_WITH_AES_128_CBC_SHA",
                    "TLS_RSA_WITH_AES_256_CBC_SHA",
                    "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
                    "TLS_RSA_WITH_RC4_128_SHA",
                    "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA",
                    "TLS_ECDHE_RSA_WITH_RC4_128_SHA");

    private TlsSettings() {}

    /** Why the settings are invalid for the registry. */
    static Optional<String> problem(JsonNode spec) {
        var serving = servingInfo(spec);
        var version = serving.path("minTLSVersion");
        if (isGiven(version) && !VERSIONS.contains(version.asText())) {
            return Optional.of("unknown tls version " + version);
        }
        var suites = serving.path("cipherSuites");
        if (isGiven(suites) && !suites.isArray()) {
            return Optional.of("observedConfig.servingInfo.cipherSuites is not a list");
        }
        for (var suite : suites) {
            if (!CIPHER_SUITES.contains(suite.asText())) {
                return Optional.of("unknown cipher suite " + suite);
            }
        }
        return Optional.empty();
    }

    static Map<String, String> of(JsonNode spec) {
        var serving = servingInfo(spec);
        var variables = new LinkedHashMap<String, String>();
        var version = serving.path("minTLSVersion").asText("");
        if (!version.isEmpty()) {
            variables.put("REGISTRY_HTTP_TLS_MINVERSION", version);
        }
        var suites = new StringJoiner(",");
        serving.path("cipherSuites").forEach(suite -> suites.add(suite.asText()));
        if (suites.length() > 0) {
            variables.put("OPENSHIFT_REGISTRY_HTTP_TLS_CIPHERSUITES", suites.toString());
        }
        return variables;
    }

    private static JsonNode servingInfo(JsonNode spec) {
        return spec.path("observedConfig").path("servingInfo");
    }

    private static boolean isGiven(JsonNode node) {
        return !node.isMissingNode() && !node.isNull() && !node.asText("-").isEmpty();
    }
}
