package org.registryfleet.stage.view;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Recognises the digests that stand for secret values in observed objects. While the fleet's key is
 * replaced, a digest has two forms, {@code hmac:<new>~<old>}; it means the same as either of them.
 */
public final class Digests {

    private static final Pattern DIGEST =
            Pattern.compile("hmac:([0-9a-f]{32})(?:~([0-9a-f]{32}))?");

    private Digests() {}

    /** The text is a digest or has one in it, so that it must be written by reference. */
    public static boolean isRedacted(String text) {
        return text.contains("hmac:") && DIGEST.matcher(text).find();
    }

    /** The text is a digest and nothing else. */
    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /** The texts are equal, or are so under one of the keys. */
    public static boolean same(String left, String right) {
        return left.equals(right)
                || (isRedacted(left)
                        && isRedacted(right)
                        && forms(left).stream().anyMatch(forms(right)::contains));
    }

    /** The text under each key that it shows, the current one first. */
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

    /** A field name as a part of a JSON pointer. */
    public static String escaped(String field) {
        return field.replace("~", "~0").replace("/", "~1");
    }
}
