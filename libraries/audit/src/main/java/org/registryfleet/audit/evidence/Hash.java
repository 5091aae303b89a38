package org.registryfleet.audit.evidence;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 value, printed as 64 hexadecimal digits. */
public final class Hash {

    /** Length in bytes. */
    public static final int BYTES = 32;

    /** Placeholder for a hash that is not known yet. */
    public static final Hash ZERO = new Hash(new byte[BYTES]);

    private final byte[] value;

    private Hash(byte[] value) {
        this.value = value;
    }

    /** Takes ownership of the bytes: the caller must not modify them afterwards. */
    static Hash over(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes);
    }

    /** Reads the next 32 bytes. */
    public static Hash read(ByteBuffer from) {
        var bytes = new byte[BYTES];
        from.get(bytes);
        return new Hash(bytes);
    }

    /**
     * Parses the hexadecimal form.
     *
     * @throws IllegalArgumentException if the text is not a SHA-256 value
     */
    public static Hash parse(String text) {
        return over(HexFormat.of().parseHex(text));
    }

    public void putInto(ByteBuffer target) {
        target.put(value);
    }

    byte[] bytes() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(value, hash.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(value);
    }
}
