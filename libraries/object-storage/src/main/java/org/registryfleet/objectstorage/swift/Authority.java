package org.registryfleet.objectstorage.swift;

import org.registryfleet.objectstorage.WantedStorage;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The certificates of the cloud's authority (storage specification, section 2.8.2).
 *
 * @param kept what the platform's Secret holds beside the file; empty for nothing
 * @param published what a ConfigMap says in place of that
 */
record Authority(String kept, String published) {

    private static final Pattern CERTIFICATE =
            Pattern.compile(
                    "-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");

    static Authority of(WantedStorage wanted) {
        return new Authority(
                wanted.spec().at("/credentials/cacert").asText(""), wanted.text("caBundle"));
    }

    /** What is trusted beside the system's own. */
    String bundle() {
        return kept.isEmpty() ? published : kept;
    }

    /** Certificates are no secrets; whatever else the Secret holds stays there. */
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
