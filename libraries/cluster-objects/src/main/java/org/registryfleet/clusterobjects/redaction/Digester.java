package org.registryfleet.clusterobjects.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Digests secret values with the fleet's key: {@code hmac:} and the first 16 bytes of HMAC-SHA256
 * in hex. Deterministic for a value and key; without the key a guess cannot be verified. During key
 * rotation the digest under the previous key follows after a {@code ~}, so that both match.
 * Thread-safe.
 */
public final class Digester {
    public static final String PREFIX = "hmac:";
    public static final int MINIMUM_KEY_BYTES = 16;

    private static final int DIGEST_BYTES = 16;
    private static final Pattern DIGEST = Pattern.compile("hmac:[0-9a-f]{32}(?:~[0-9a-f]{32})?");

    private final Mac keyed;
    private final @Nullable Digester previous;

    private Digester(Mac keyed, @Nullable Digester previous) {
        this.keyed = keyed;
        this.previous = previous;
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
            return new Digester(mac, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** During key rotation: digests contain the one under the former key, too. */
    public Digester replacing(Digester former) {
        return new Digester(keyed, former);
    }

    /** Whether the whole text is a digest. */
    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /** Whether the text contains a digest. */
    public static boolean holdsDigest(String text) {
        return DIGEST.matcher(text).find();
    }

    public String digest(String plain) {
        return digest(plain.getBytes(UTF_8));
    }

    public String digest(byte[] plain) {
        var digest = PREFIX + hex(plain);
        return previous == null ? digest : digest + "~" + previous.hex(plain);
    }

    private String hex(byte[] plain) {
        return HexFormat.of().formatHex(Arrays.copyOf(copy().doFinal(plain), DIGEST_BYTES));
    }

    // a clone reuses the key schedule, which is the expensive part
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
