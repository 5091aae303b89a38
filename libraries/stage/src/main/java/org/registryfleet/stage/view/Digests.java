package org.registryfleet.stage.view;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Recognises the HMAC digests that replace secret values in observed objects. During a key rotation
 * a digest has two forms, {@code hmac:<new>~<old>}, and equals either of them.
 */
public final class Digests {

    private static final Pattern DIGEST =
            Pattern.compile("hmac:([0-9a-f]{32})(?:~([0-9a-f]{32}))?");

    private Digests() {}

    /** Whether the text contains a digest, so that its value must be written by reference. */
    public static boolean isRedacted(String text) {
        return text.contains("hmac:") && DIGEST.matcher(text).find();
    }

    /** Whether the whole text is a digest. */
    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /** Whether the texts are equal, or equal under one of the keys. */
    public static boolean same(String left, String right) {
        return left.equals(right)
                || (isRedacted(left)
                        && isRedacted(right)
                        && forms(left).stream().anyMatch(forms(right)::contains));
    }

    /** The text under each of its keys, the current one first. */
    public static List<String> forms(String text) {
        var current = DIGEST.matcher(text).replaceAll("hmac:$1");
        var former =
                DIGEST.matcher(text)
                        .replaceAll(
                                found ->
                                        "hmac:"
                                                + (found.group(2) == null
                                                        ? found.group(1)
                                                        : found.group(2)));
        return Stream.of(current, former).distinct().toList();
    }

    /** Escapes a field name for a JSON pointer. */
    public static String escaped(String field) {
        return field.replace("~", "~0").replace("/", "~1");
    }
}
