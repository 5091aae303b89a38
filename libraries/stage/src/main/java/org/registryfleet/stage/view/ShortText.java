package org.registryfleet.stage.view;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Shortens JSON values; a digest keeps truncated texts distinct. */
public final class ShortText {

    private static final int MAX_LENGTH = 200;
    private static final int PREFIX_LENGTH = 150;
    private static final int DIGEST_BYTES = 8;

    private ShortText() {}

    /** The shortened value; empty when it is missing or null. */
    public static String of(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        var text = value.toString();
        return text.length() <= MAX_LENGTH
                ? text
                : text.substring(0, PREFIX_LENGTH) + "… sha256:" + digest(text);
    }

    private static String digest(String text) {
        try {
            var bytes =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
