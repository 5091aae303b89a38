package org.registryfleet.audit.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Computes the SHA-256 hashes of a bundle. Every kind of input is prefixed with its own domain byte
 * (0 a record, 2 a link, 3 the start of a chain) so that none can be mistaken for another. Not
 * thread-safe.
 */
public final class RecordHasher {

    private static final byte LEAF = 0;
    private static final byte LINK = 2;
    private static final byte START = 3;

    private final MessageDigest digest = sha256();
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    /** The plain hash of the bytes, as printed by {@code sha256sum}. */
    public static Hash plain(byte[] content) {
        return Hash.over(sha256().digest(content));
    }

    /** The hash of a record's canonical bytes. */
    public Hash leaf(byte[] content) {
        digest.update(LEAF);
        return Hash.over(digest.digest(content));
    }

    Hash start(TopicPartitionId topicPartition) {
        digest.update(START);
        return Hash.over(digest.digest(topicPartition.toString().getBytes(StandardCharsets.UTF_8)));
    }

    Hash link(Hash previous, long offset, Hash leaf) {
        digest.update(LINK);
        digest.update(previous.bytes());
        digest.update(number.putLong(0, offset).array());
        return Hash.over(digest.digest(leaf.bytes()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
