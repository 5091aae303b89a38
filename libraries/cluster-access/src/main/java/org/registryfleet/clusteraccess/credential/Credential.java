package org.registryfleet.clusteraccess.credential;

import io.fabric8.kubernetes.client.Config;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A resolved credential.
 *
 * @param settings server, CA and client certificate, without tokens and passwords
 * @param version digest of the content, that of files and of a plugin's answer included: equal for
 *     equal credentials
 * @param authority digest of the CA; empty when there is none or it cannot be read
 * @param stamp of all files that it was read from, from before they were read; empty for others
 * @param files what it was read from beside the kubeconfig
 * @param ends when the client certificate or the token ends; null when neither says so
 * @param renewAt when the plugin that issued it has to be asked again; null for other credentials
 */
public record Credential(
        Config settings,
        TokenSource token,
        String version,
        String authority,
        String stamp,
        List<Path> files,
        @Nullable Instant ends,
        @Nullable Instant renewAt) {

    public Credential {
        files = List.copyOf(files);
    }

    /** A credential that was read from one place. */
    static Credential of(
            Config settings, TokenSource token, String version, @Nullable Instant ends) {
        return new Credential(
                settings, token, version, authority(settings), "", List.of(), ends, null);
    }

    /** Modification stamp of a file. */
    static String stamp(Path file) {
        try {
            // the key tells two files of one time and size apart, as a symlinked mount swaps them
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return "%s %d %s "
                    .formatted(
                            attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            return "absent ";
        }
    }

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

    /** Whether it is of no use any more. */
    public boolean hasEnded(Instant now) {
        return ends != null && !ends.isAfter(now);
    }

    /** Whether its plugin has to be asked again. */
    public boolean isDue(Instant now) {
        return renewAt != null && !renewAt.isAfter(now);
    }

    /** Digest of the CA in the settings, as data or as a file. */
    static String authority(Config settings) {
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
