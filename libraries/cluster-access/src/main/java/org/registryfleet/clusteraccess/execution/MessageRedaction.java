package org.registryfleet.clusteraccess.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.registryfleet.clusteraccess.api.ApiResult.Rejected;
import org.registryfleet.clusterobjects.redaction.SecretText;

import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Removes secret values from server messages, which may quote what they reject: whole,
 * base64-encoded, escaped or truncated.
 */
final class MessageRedaction {
    private static final int WINDOW = 8;

    private final Set<String> spellings = new LinkedHashSet<>();

    MessageRedaction(Collection<String> secrets) {
        for (var secret : secrets) {
            spellings.add(secret);
            secret.lines().map(String::strip).forEach(spellings::add);
            spellings.add(Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)));
            spellings.add(secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
        }
        spellings.remove("");
    }

    String scrub(String reason, String message) {
        var failure = new Rejected(0, reason, message, Duration.ZERO, MissingNode.getInstance());
        return scrub(failure);
    }

    String scrub(Rejected failure) {
        if (spellings.isEmpty()) {
            return SecretText.masked(failure.message());
        }
        var text = failure.message();
        for (var spelling : longestFirst()) {
            text = text.replace(spelling, SecretText.STARS);
        }
        return holdsPiece(text) ? fieldsOnly(failure) : SecretText.masked(text);
    }

    private Collection<String> longestFirst() {
        return spellings.stream()
                .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                .toList();
    }

    // eight consecutive characters of a secret are no coincidence
    private boolean holdsPiece(String text) {
        var pieces = new HashSet<String>();
        for (var i = 0; i + WINDOW <= text.length(); i++) {
            pieces.add(text.substring(i, i + WINDOW));
        }
        for (var spelling : spellings) {
            for (var i = 0; i + WINDOW <= spelling.length(); i++) {
                if (pieces.contains(spelling.substring(i, i + WINDOW))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String fieldsOnly(Rejected failure) {
        var fields =
                StreamSupport.stream(failure.details().path("causes").spliterator(), false)
                        .map(MessageRedaction::field)
                        .collect(Collectors.joining(", "));
        return failure.reason() + (fields.isEmpty() ? "" : ": " + fields) + " (message withheld)";
    }

    private static String field(JsonNode cause) {
        return cause.path("field").asText("?") + " " + cause.path("reason").asText("");
    }
}
