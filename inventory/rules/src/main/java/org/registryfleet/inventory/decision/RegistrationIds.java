package org.registryfleet.inventory.decision;

import org.registryfleet.inventory.decision.InventoryChange.Origin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Predicate;

/** Ids in the fleet for names in a source. */
final class RegistrationIds {
    private static final int LONGEST = 63;
    private static final int SUFFIX = 4;

    private RegistrationIds() {}

    /** The name as a DNS label; empty when nothing of it can be one. */
    static String of(String name) {
        var letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return trimmed(letters, LONGEST);
    }

    /** The id itself where it is free, else with as much of a digest of its origin as it takes. */
    static String free(String id, Origin origin, Predicate<String> isTaken) {
        if (!isTaken.test(id)) {
            return id;
        }
        var digest = digest(origin.source() + " " + origin.ref());
        for (var length = SUFFIX; length < digest.length() / 2; length += SUFFIX) {
            var candidate = trimmed(id, LONGEST - length - 1) + "-" + digest.substring(0, length);
            if (!isTaken.test(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no id is free for " + id);
    }

    private static String trimmed(String text, int longest) {
        var cut = text.length() > longest ? text.substring(0, longest) : text;
        return cut.replaceAll("^-+|-+$", "");
    }

    private static String digest(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
