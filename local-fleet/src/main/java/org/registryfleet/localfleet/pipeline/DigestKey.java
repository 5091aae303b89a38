package org.registryfleet.localfleet.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.registryfleet.clusteraccess.redaction.Digester;

/** The key of the digests, kept in a file that only its owner can read. Never shown. */
public final class DigestKey {

    private static final int BYTES = 32;

    private final byte[] key;

    private DigestKey(byte[] key) {
        this.key = key;
    }

    /** The key in the folder; made there when it is missing. */
    public static DigestKey in(Path folder) {
        var file = folder.resolve("digest.key");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                var fresh = new byte[BYTES];
                new SecureRandom().nextBytes(fresh);
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
                Files.write(file, fresh);
            }
            return new DigestKey(Files.readAllBytes(file));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot keep the digest key in " + folder, failure);
        }
    }

    public Digester digester() {
        return Digester.of(key);
    }

    @Override
    public String toString() {
        return "***";
    }
}
