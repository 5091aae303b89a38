package org.registryfleet.regfleet.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Finds the condition that matters most among many. */
final class ConditionText {

    /** What a condition must not be, the gravest first. */
    private static final List<String> BAD =
            List.of("Degraded=True", "StorageExists=False", "Available=False");

    private ConditionText() {}

    /** The gravest problem of a Config, and an error that is being tried again. */
    static Optional<String> problem(JsonNode conditions) {
        return BAD.stream()
                .flatMap(bad -> matching(conditions, bad).stream())
                .findFirst()
                .or(
                        () ->
                                matching(conditions, "Progressing=True")
                                        .filter(text -> text.contains("(Error)")));
    }

    static Optional<String> ofDeployment(JsonNode conditions) {
        return List.of("ReplicaFailure=True", "Progressing=False").stream()
                .flatMap(bad -> matching(conditions, bad).stream())
                .findFirst();
    }

    private static Optional<String> matching(JsonNode conditions, String wanted) {
        return StreamSupport.stream(conditions.spliterator(), false)
                .filter(one -> wanted.equals(text(one, "type") + "=" + text(one, "status")))
                .map(
                        one ->
                                "%s (%s): %s"
                                        .formatted(
                                                wanted, text(one, "reason"), text(one, "message")))
                .findFirst();
    }

    private static String text(JsonNode condition, String field) {
        return condition.path(field).asText("");
    }
}
