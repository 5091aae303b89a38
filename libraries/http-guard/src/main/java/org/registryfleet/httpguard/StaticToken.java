package org.registryfleet.httpguard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A token of the list: for whom it was made and what they may. Of the token itself only the digest
 * is kept.
 *
 * @param digest SHA-256 in small hexadecimal digits
 */
record StaticToken(Role role, String name, String digest) {

    boolean isDigestedAs(String other) {
        return MessageDigest.isEqual(bytes(digest), bytes(other));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return role.text() + " " + name;
    }
}
