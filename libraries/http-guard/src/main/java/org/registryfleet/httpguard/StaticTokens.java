package org.registryfleet.httpguard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tokens that a service accepts, read from a file: one line each with a role, a name, and the
 * token or {@code sha256:} followed by its digest in hexadecimal digits.
 */
final class StaticTokens {

    private static final int SHORTEST = 16;
    private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-fA-F]{64})");

    private final List<StaticToken> tokens;

    private StaticTokens(List<StaticToken> tokens) {
        this.tokens = tokens;
    }

    static StaticTokens none() {
        return new StaticTokens(List.of());
    }

    /**
     * Reads the list from a {@code file:} or {@code env:} reference.
     *
     * @throws IllegalArgumentException naming every invalid line, never a token
     */
    static StaticTokens load(String reference) {
        return parse(reference, read(reference));
    }

    static StaticTokens parse(String origin, String text) {
        var tokens = new ArrayList<StaticToken>();
        var faults = new ArrayList<String>();
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                token(line.strip().split("\\s+"))
                        .ifPresentOrElse(tokens::add, faultOf(number, faults));
            }
        }
        if (tokens.isEmpty() && faults.isEmpty()) {
            faults.add("there is no token");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(
                    "settings: fleet.http.tokens, %s: %s; a line is a role (viewer, auditor, operator), a name and a token of at least %d characters or sha256:<its digest>"
                            .formatted(origin, String.join(", ", faults), SHORTEST));
        }
        return new StaticTokens(List.copyOf(tokens));
    }

    /** The entry of a token, compared in constant time. */
    Optional<StaticToken> find(String token) {
        var digest = digest(token);
        Optional<StaticToken> found = Optional.empty();
        for (var known : tokens) {
            if (known.isDigestedAs(digest)) {
                found = Optional.of(known);
            }
        }
        return found;
    }

    private static Runnable faultOf(int line, List<String> faults) {
        return () -> faults.add("line " + line + " is not understood");
    }

    private static Optional<StaticToken> token(String[] words) {
        if (words.length != 3) {
            return Optional.empty();
        }
        return Role.named(words[0])
                .flatMap(role -> secret(words[2]).map(d -> new StaticToken(role, words[1], d)));
    }

    private static Optional<String> secret(String word) {
        var digest = DIGEST.matcher(word);
        if (digest.matches()) {
            return Optional.of(digest.group(1).toLowerCase(Locale.ROOT));
        }
        return word.length() < SHORTEST || word.startsWith("sha256:")
                ? Optional.empty()
                : Optional.of(digest(word));
    }

    private static String digest(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static String read(String reference) {
        if (reference.startsWith("file:")) {
            try {
                return Files.readString(Path.of(reference.substring("file:".length())));
            } catch (IOException unreadable) {
                throw new IllegalArgumentException(
                        "settings: the tokens of '%s' cannot be read".formatted(reference),
                        unreadable);
            }
        }
        var value =
                reference.startsWith("env:")
                        ? System.getenv(reference.substring("env:".length()))
                        : null;
        if (value == null) {
            throw new IllegalArgumentException(
                    "settings: fleet.http.tokens must be file:<path> or env:<NAME> of a variable that is set, never the tokens themselves");
        }
        return value;
    }
}
