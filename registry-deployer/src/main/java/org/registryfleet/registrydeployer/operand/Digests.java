package org.registryfleet.registrydeployer.operand;

import java.util.regex.Pattern;

/** Recognises the digests that stand for secret values in observed objects. */
public final class Digests {

    private static final Pattern DIGEST = Pattern.compile("hmac:[0-9a-f]{32}");

    private Digests() {}

    /** The text is a digest or has one in it, so that it must be written by reference. */
    public static boolean isRedacted(String text) {
        return DIGEST.matcher(text).find();
    }

    /** A field name as a part of a JSON pointer. */
    public static String escaped(String field) {
        return field.replace("~", "~0").replace("/", "~1");
    }
}
