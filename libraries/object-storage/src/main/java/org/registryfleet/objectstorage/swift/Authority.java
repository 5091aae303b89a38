package org.registryfleet.objectstorage.swift;

import org.registryfleet.objectstorage.WantedStorage;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The CA certificates of the cloud (storage specification, section 2.8.2).
 *
 * @param kept certificates in the platform's Secret; empty for none
 * @param published certificates from a ConfigMap, used in their absence
 */
record Authority(String kept, String published) {

    private static final Pattern CERTIFICATE =
            Pattern.compile(
                    "-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");

    static Authority of(WantedStorage wanted) {
        return new Authority(
                wanted.spec().at("/credentials/cacert").asText(""), wanted.text("caBundle"));
    }

    /** Certificates trusted in addition to the default CAs. */
    String bundle() {
        return kept.isEmpty() ? published : kept;
    }

    /** Extracts the certificates, which are not secret; anything else in the Secret stays there. */
    Map<String, String> facts() {
        var certificates =
                CERTIFICATE
                        .matcher(kept)
                        .results()
                        .map(MatchResult::group)
                        .map(one -> one + "\n")
                        .collect(Collectors.joining());
        return certificates.isEmpty() ? Map.of() : Map.of("caBundle", certificates);
    }

    @Override
    public String toString() {
        return "Authority[***]";
    }
}
