package org.registryfleet.storageprovisioner.tls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The TLS settings of the registry (operand specification, section 21).
 *
 * @param ciphers IANA names in the profile's order
 */
public record TlsProfile(String minimumVersion, List<String> ciphers) {

    public static final ObjectRef API_SERVER =
            ObjectRef.clusterScoped("config.openshift.io/v1", "APIServer", "cluster");

    private static final List<String> TLS_13 =
            List.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256");

    private static final List<String> TLS_12 =
            List.of(
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final List<String> LEGACY =
            List.of(
                    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
                    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
                    "TLS_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_RSA_WITH_AES_128_CBC_SHA256",
                    "TLS_RSA_WITH_AES_128_CBC_SHA",
                    "TLS_RSA_WITH_AES_256_CBC_SHA",
                    "TLS_RSA_WITH_3DES_EDE_CBC_SHA");

    static final TlsProfile MODERN = new TlsProfile("VersionTLS13", TLS_13);
    static final TlsProfile INTERMEDIATE = new TlsProfile("VersionTLS12", joined(TLS_13, TLS_12));
    static final TlsProfile OLD =
            new TlsProfile("VersionTLS10", joined(INTERMEDIATE.ciphers, LEGACY));

    public TlsProfile {
        ciphers = List.copyOf(ciphers);
    }

    /** The profile of the API server; Intermediate if it names none. */
    public static TlsProfile of(Optional<Observed> apiServer) {
        return apiServer
                .map(server -> of(server.spec().path("tlsSecurityProfile")))
                .orElse(INTERMEDIATE);
    }

    private static TlsProfile of(JsonNode profile) {
        return switch (profile.path("type").asText("")) {
            case "Modern" -> MODERN;
            case "Old" -> OLD;
            case "Custom" -> custom(profile.path("custom"));
            default -> INTERMEDIATE;
        };
    }

    private static TlsProfile custom(JsonNode custom) {
        if (!custom.isObject()) {
            return INTERMEDIATE;
        }
        var ciphers = new ArrayList<String>();
        custom.path("ciphers")
                .forEach(name -> CipherNames.iana(name.asText()).ifPresent(ciphers::add));
        return new TlsProfile(custom.path("minTLSVersion").asText(""), ciphers);
    }

    /** The form in the Config's {@code spec.observedConfig}. */
    public ObjectNode observedConfig() {
        var config = JsonNodeFactory.instance.objectNode();
        var serving = config.putObject("servingInfo");
        var list = serving.putArray("cipherSuites");
        ciphers.forEach(list::add);
        serving.put("minTLSVersion", minimumVersion);
        return config;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
