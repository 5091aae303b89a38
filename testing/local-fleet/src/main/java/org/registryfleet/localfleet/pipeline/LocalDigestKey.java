package org.registryfleet.localfleet.pipeline;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusterobjects.redaction.Digester;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The key of the digests, kept in a file that only its owner can read and that a service of its own
 * can be given. Never shown.
 */
public record LocalDigestKey(Path file, @Nullable LocalDigestKey previous) {

    private static final int BYTES = 32;

    /** The key in the folder; made there when it is missing. */
    public static LocalDigestKey in(Path folder) {
        var file = folder.resolve("digest.key");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
                var fresh = new byte[BYTES];
                new SecureRandom().nextBytes(fresh);
                Files.writeString(file, HexFormat.of().formatHex(fresh));
            }
            return new LocalDigestKey(file, null);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot keep the digest key in " + folder, failure);
        }
    }

    /** This key, and for a while the one that it replaces. */
    public LocalDigestKey replacing(LocalDigestKey former) {
        return new LocalDigestKey(file, former);
    }

    public Digester digester() {
        return org.registryfleet.clusteraccess.credential.DigestKeySource.load(
                reference(), previousReference());
    }

    String reference() {
        return "file:" + file;
    }

    /** Empty when no key is being replaced. */
    String previousReference() {
        return previous == null ? "" : previous.reference();
    }
}
