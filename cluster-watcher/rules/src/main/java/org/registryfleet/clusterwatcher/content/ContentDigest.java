package org.registryfleet.clusterwatcher.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of an object's content: the first 128 bits, which are cached per object, and the full
 * hash in hex.
 *
 * @param size size of the content in bytes
 */
public record ContentDigest(long high, long low, String hex, int size) {

    /** Hashes the content without its resourceVersion, so that a no-op write keeps the digest. */
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
