package org.registryfleet.clusteraccess.credential;

import io.fabric8.kubernetes.client.Config;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A resolved credential.
 *
 * @param settings server, CA and client certificate, without tokens and passwords
 * @param version digest of the content: equal for equal credentials
 */
public record Credential(Config settings, TokenSource token, String version) {

    /** Digest of the text, which may hold secrets. */
    static String version(String content) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public URI server() {
        return URI.create(settings.getMasterUrl());
    }

    /** Digest of the CA in the credential; empty when there is none or it cannot be read. */
    public String authority() {
        var data = settings.getCaCertData();
        if (data != null && !data.isEmpty()) {
            return version(data);
        }
        var file = settings.getCaCertFile();
        try {
            return file == null || file.isEmpty() ? "" : version(Files.readString(Path.of(file)));
        } catch (IOException | InvalidPathException unreadable) {
            return "";
        }
    }

    @Override
    public String toString() {
        return "Credential[" + settings.getMasterUrl() + "]";
    }
}
