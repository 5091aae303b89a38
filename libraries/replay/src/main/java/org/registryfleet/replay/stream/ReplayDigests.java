package org.registryfleet.replay.stream;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Computes SHA-256 digests over everything the replay decided. */
final class ReplayDigests {

    private ReplayDigests() {}

    static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Combines several digests, in order. */
    static String of(List<String> parts) {
        return of(parts.stream().map(part -> part.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The digest of some bytes. */
    static String of(Stream<byte[]> parts) {
        var all = begin();
        parts.forEach(all::update);
        return HexFormat.of().formatHex(all.digest());
    }
}
