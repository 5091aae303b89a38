package org.registryfleet.httpguard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * One configured token: the name and role it stands for. Only its digest is kept.
 *
 * @param digest SHA-256 in lower-case hexadecimal digits
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
