package org.registryfleet.registrydeployer.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The annotations that say which content an object was last given (operand specification, section
 * 9). They inform people and other tools; whether an object is written is decided by comparing it.
 */
public final class Checksum {

    public static final String CONTENT = "imageregistry.operator.openshift.io/checksum";
    public static final String SPEC = "operator.openshift.io/spec-hash";

    private Checksum() {}

    /** Annotates a finished manifest with the digest of all of it. */
    public static ObjectNode ofContent(ObjectNode manifest) {
        return annotate(manifest, CONTENT, "sha256:" + sha256(manifest));
    }

    /** Annotates a finished manifest with the digest of its spec. */
    public static ObjectNode ofSpec(ObjectNode manifest) {
        return annotate(manifest, SPEC, sha256(manifest.path("spec")));
    }

    /** SHA-256 of a value's JSON text, in hex. */
    public static String sha256(JsonNode value) {
        try {
            var text = value.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }

    private static ObjectNode annotate(ObjectNode manifest, String key, String value) {
        manifest.withObject("/metadata/annotations").put(key, value);
        return manifest;
    }
}
