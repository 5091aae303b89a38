package org.registryfleet.clusteraccess.credential;

import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusterobjects.redaction.Digester;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads the fleet's digest key from where the configuration says: {@code file:} or {@code env:}.
 */
public final class DigestKeySource {

    private DigestKeySource() {}

    /**
     * Every watcher and service of a fleet must have the same key.
     *
     * @throws CredentialException when there is no key or it is too short; never shows it
     */
    public static Digester load(String reference) {
        var key = read(reference);
        try {
            return Digester.of(key.strip().getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new CredentialException(reference + ": " + e.getMessage());
        }
    }

    /**
     * The same while a key is replaced.
     *
     * @param previous where the key is that was used before; empty for none
     */
    public static Digester load(String reference, String previous) {
        var digester = load(reference);
        return previous.isBlank() ? digester : digester.replacing(load(previous));
    }

    private static String read(String reference) {
        if (reference.startsWith("file:")) {
            try {
                return Files.readString(Path.of(reference.substring("file:".length())));
            } catch (IOException e) {
                throw new CredentialException(
                        "the digest key file of '" + reference + "' cannot be read");
            }
        }
        if (reference.startsWith("env:")) {
            var value = System.getenv(reference.substring("env:".length()));
            if (value == null) {
                throw new CredentialException(
                        "the environment has no variable for '" + reference + "'");
            }
            return value;
        }
        throw new CredentialException(
                "the digest key is configured as file:<path> or env:<NAME>, never as a value");
    }
}
