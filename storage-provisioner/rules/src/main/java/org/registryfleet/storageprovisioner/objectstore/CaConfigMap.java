package org.registryfleet.storageprovisioner.objectstore;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.registryfleet.stage.change.SecretValue;
import org.registryfleet.stage.view.Digests;
import org.registryfleet.stage.view.ObjectRef;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The CA certificates published in a ConfigMap. Other content of the ConfigMap is redacted, so the
 * executor copies it as a whole.
 *
 * @param text as observed; may be empty
 */
public record CaConfigMap(ObjectRef source, String key, String text) {

    static final String FIELD = "caBundle";

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");

    /** Adds the certificates to the description of a bucket. */
    public void describe(ObjectNode description) {
        description.put(FIELD, text);
    }

    /** The sources that the executor has to read; empty if everything is known. */
    public Optional<SecretValue> value() {
        return Digests.isRedacted(text)
                ? Optional.of(
                        SecretValue.copied(
                                "/spec/" + FIELD, source, "/data/" + Digests.escaped(key)))
                : Optional.empty();
    }

    /** Whether both contain the same certificates, ignoring comments. */
    static boolean certify(String one, String other) {
        var certificates = certificates(one);
        return !certificates.isEmpty() && certificates.equals(certificates(other));
    }

    private static List<String> certificates(String text) {
        return CERTIFICATE.matcher(text).results().map(MatchResult::group).toList();
    }
}
