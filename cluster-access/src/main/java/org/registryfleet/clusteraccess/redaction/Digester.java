package org.registryfleet.clusteraccess.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Digests secret values with the fleet's key: {@code hmac:} and the first 16 bytes of HMAC-SHA256
 * as hex. The same value and key always give the same digest; without the key a value cannot be
 * guessed and checked. Safe for concurrent use.
 */
public final class Digester {
    public static final String PREFIX = "hmac:";
    public static final int MINIMUM_KEY_BYTES = 16;

    private static final int DIGEST_BYTES = 16;
    private static final Pattern DIGEST = Pattern.compile("hmac:[0-9a-f]{32}");

    private final Mac keyed;

    private Digester(Mac keyed) {
        this.keyed = keyed;
    }

    /** Refuses keys shorter than {@value #MINIMUM_KEY_BYTES} bytes. */
    public static Digester of(byte[] key) {
        if (key.length < MINIMUM_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "the digest key has %d bytes, at least %d are needed: generate one with 'openssl rand -hex 32'"
                            .formatted(key.length, MINIMUM_KEY_BYTES));
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return new Digester(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Whether the text is nothing but a digest. */
    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /** Whether a digest stands anywhere in the text. */
    public static boolean holdsDigest(String text) {
        return DIGEST.matcher(text).find();
    }

    public String digest(String plain) {
        return digest(plain.getBytes(UTF_8));
    }

    public String digest(byte[] plain) {
        var hash = copy().doFinal(plain);
        return PREFIX + HexFormat.of().formatHex(Arrays.copyOf(hash, DIGEST_BYTES));
    }

    // a clone keeps the key schedule, which is the expensive part
    private Mac copy() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's HmacSHA256 can be cloned", e);
        }
    }

    @Override
    public String toString() {
        return "Digester[***]";
    }
}
