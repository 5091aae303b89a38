package org.registryfleet.clusteraccess.credential;

import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.clusterobjects.redaction.Digester;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads the fleet's digest key from the configured location, {@code file:} or {@code env:}. */
public final class DigestKeySource {

    private DigestKeySource() {}

    /**
     * Loads the key, which must be the same for every service of a fleet.
     *
     * @throws CredentialException when the key is missing or too short; the message never contains
     *     it
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
     * Loads the key and, during key rotation, the previous one.
     *
     * @param previous location of the previous key; empty for none
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
