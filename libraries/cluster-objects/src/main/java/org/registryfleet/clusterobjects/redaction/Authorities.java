package org.registryfleet.clusterobjects.redaction;

import java.util.function.UnaryOperator;

/**
 * Redacts credentials in URLs: everything before the last {@code @}, because passwords in practice
 * contain {@code @}, {@code /} and {@code #} unescaped. The digest of an image reference is not a
 * password.
 */
final class Authorities {

    private static final String SCHEME_END = "://";

    private Authorities() {}

    /**
     * Redacts every word of a text: URLs with a scheme, and {@code user:password@host} without one.
     */
    static String redact(String text, UnaryOperator<String> replacement) {
        if (text.indexOf('@') < 0) {
            return text;
        }
        var result = new StringBuilder(text.length());
        for (var start = 0; start < text.length(); ) {
            var end = start;
            while (end < text.length() && !isBetweenWords(text.charAt(end))) {
                end++;
            }
            var word = text.substring(start, end);
            result.append(isAddress(word) ? address(word, replacement) : word);
            if (end < text.length()) {
                result.append(text.charAt(end++));
            }
            start = end;
        }
        return result.toString();
    }

    /** Redacts a text that is a single URL, whose password may contain blanks and quotes. */
    static String address(String text, UnaryOperator<String> replacement) {
        var at = lastAt(text);
        if (at < 0) {
            return text;
        }
        var scheme = text.indexOf(SCHEME_END);
        var from = scheme < 0 || scheme > at ? wordStart(text, at) : scheme + SCHEME_END.length();
        var credentials = text.substring(from, at);
        return credentials.isEmpty() || SecretText.isHidden(credentials)
                ? text
                : text.substring(0, from) + replacement.apply(credentials) + text.substring(at);
    }

    // --proxy=user:password@host
    private static int wordStart(String text, int at) {
        var equals = text.indexOf('=');
        var colon = text.indexOf(':');
        return equals > 0 && equals < at && (colon < 0 || equals < colon) ? equals + 1 : 0;
    }

    private static boolean isAddress(String word) {
        var at = lastAt(word);
        if (at <= 0) {
            return false;
        }
        var colon = word.indexOf(':');
        return colon >= 0 && colon < at;
    }

    private static int lastAt(String text) {
        var at = text.lastIndexOf('@');
        while (at >= 0 && text.startsWith("@sha", at) && isImageDigest(text, at)) {
            at = text.lastIndexOf('@', at - 1);
        }
        return at;
    }

    private static boolean isImageDigest(String text, int at) {
        return text.startsWith("@sha256:", at) || text.startsWith("@sha512:", at);
    }

    private static boolean isBetweenWords(char character) {
        return switch (character) {
            case '"', '<', '>', '`' -> true;
            default -> Character.isWhitespace(character);
        };
    }
}
