package org.registryfleet.audit.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 of what a bundle holds. Every kind of input begins with its own byte, so that none can
 * pass for another: 0 a record, 2 a link and 3 the start of a chain. Not for several threads.
 */
public final class RecordHasher {

    private static final byte LEAF = 0;
    private static final byte LINK = 2;
    private static final byte START = 3;

    private final MessageDigest digest = sha256();
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    /** Of bytes as they are, as {@code sha256sum} shows it. */
    public static Hash plain(byte[] content) {
        return Hash.over(sha256().digest(content));
    }

    /** A record, by its bytes. */
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
