package org.registryfleet.clusterwatcher.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The first 128 bits of a SHA-256, which is what has to be remembered of an object, and the whole
 * of it as text.
 *
 * @param size bytes of what it is over
 */
public record ContentDigest(long high, long low, String hex, int size) {

    /** Over the content without its version: a write that changes nothing keeps the digest. */
    static ContentDigest of(ObjectNode redacted) {
        var metadata = redacted.get("metadata");
        var version =
                metadata instanceof ObjectNode object ? object.remove("resourceVersion") : null;
        var bytes = CanonicalJson.bytes(redacted);
        var hash = sha256(bytes);
        restore(metadata, version);
        var buffer = ByteBuffer.wrap(hash);
        return new ContentDigest(
                buffer.getLong(), buffer.getLong(), HexFormat.of().formatHex(hash), bytes.length);
    }

    private static void restore(@Nullable JsonNode metadata, @Nullable JsonNode version) {
        if (metadata instanceof ObjectNode object && version != null) {
            object.set("resourceVersion", version);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
