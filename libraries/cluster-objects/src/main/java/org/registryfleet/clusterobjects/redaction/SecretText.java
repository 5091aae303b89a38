package org.registryfleet.clusterobjects.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Detects secrets by their form inside arbitrary text: private keys, tokens, credentials in URLs,
 * headers, and values assigned to a secret name. Prefers false positives. Idempotent. Runs in
 * linear time, because anybody may write such a text into a cluster.
 */
public final class SecretText {

    /** Replaces a secret where digests need not be compared. */
    public static final String STARS = "***";

    private static final int SHORTEST = 12;

    /** Maximum depth of nested base64, which keeps the time linear. */
    private static final int DEEPEST = 2;

    // a word that merely starts like a token is matched, too, so that it is skipped as a whole
    private static final Pattern WEB_TOKEN =
            Pattern.compile("eyJ[\\w-]{8,}+(\\.eyJ[\\w-]{8,}+(?:\\.[\\w-]*+)?)?");
    private static final Pattern HEADER =
            Pattern.compile(
                    "(?i)\\b((?:bearer|basic|negotiate)(?:\\s|%20|\\+){1,4}+)([\\w.~+/=-]{6,}+)");
    private static final Pattern RANDOM = Pattern.compile("[0-9=+/]|[a-z][A-Z]|^.{20}");
    // token prefixes of well-known providers
    private static final Pattern ISSUED =
            Pattern.compile(
                    "\\b(?:A(?:KIA|SIA)[A-Z0-9]{12,}+|gh[opsur]_\\w{16,}+|github_pat_\\w{16,}+"
                            + "|glpat-[\\w-]{16,}+|xox[a-z]-[\\w-]{8,}+|AIza[\\w-]{30,}+"
                            + "|sha256~[\\w-]{20,}+)");
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9+/_-]{16,}+={0,2}");

    private SecretText() {}

    /** Redaction without a digest key: replaces every secret by {@value #STARS}. */
    public static String masked(String text) {
        return redact(text, _ -> STARS);
    }

    static String redact(String text, Digester digester) {
        return redact(text, digester::digest);
    }

    static String redact(String text, UnaryOperator<String> replacement) {
        return redact(text, replacement, 0);
    }

    /** Whether it has been redacted already. */
    static boolean isHidden(String text) {
        return text.startsWith(STARS) || Digester.isDigest(text);
    }

    private static String redact(String text, UnaryOperator<String> replacement, int depth) {
        if (text.contains("PRIVATE KEY-----")) {
            return replacement.apply(text);
        }
        var result = Authorities.redact(text, replacement);
        if (result.contains("eyJ")) {
            result = WEB_TOKEN.matcher(result).replaceAll(found -> token(found, replacement));
        }
        if (result.length() >= SHORTEST) {
            result = HEADER.matcher(result).replaceAll(found -> header(found, replacement));
            result = ISSUED.matcher(result).replaceAll(found -> whole(found, replacement));
        }
        result = Assignments.redact(result, replacement);
        return depth < DEEPEST
                ? LONG_WORD
                        .matcher(result)
                        .replaceAll(found -> encoded(found, replacement, depth + 1))
                : result;
    }

    private static String token(MatchResult found, UnaryOperator<String> replacement) {
        return found.group(1) == null
                ? Matcher.quoteReplacement(found.group())
                : whole(found, replacement);
    }

    // "Basic authentication" is no header
    private static String header(MatchResult found, UnaryOperator<String> replacement) {
        return Matcher.quoteReplacement(
                RANDOM.matcher(found.group(2)).find()
                        ? found.group(1) + replacement.apply(found.group(2))
                        : found.group());
    }

    private static String whole(MatchResult found, UnaryOperator<String> replacement) {
        return Matcher.quoteReplacement(replacement.apply(found.group()));
    }

    private static String encoded(MatchResult found, UnaryOperator<String> replacement, int depth) {
        var plain = decoded(found.group());
        return Matcher.quoteReplacement(
                plain.isEmpty() || redact(plain, replacement, depth).equals(plain)
                        ? found.group()
                        : replacement.apply(found.group()));
    }

    /** The text that a word encodes in base64; empty when it does not. */
    private static String decoded(String word) {
        // names of objects and paths are the most frequent long words
        if (word.chars().noneMatch(Character::isUpperCase)) {
            return "";
        }
        try {
            var standard = word.replace('-', '+').replace('_', '/');
            var bytes = Base64.getDecoder().decode(standard);
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.chars().allMatch(SecretText::isPrintable) ? text : "";
        } catch (IllegalArgumentException | CharacterCodingException notText) {
            return "";
        }
    }

    private static boolean isPrintable(int character) {
        return !Character.isISOControl(character) || Character.isWhitespace(character);
    }
}
