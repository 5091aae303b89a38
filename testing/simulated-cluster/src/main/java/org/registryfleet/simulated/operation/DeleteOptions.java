package org.registryfleet.simulated.operation;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.simulated.resource.Json;

import java.util.Locale;
import java.util.Optional;

/**
 * How an object is to be deleted.
 *
 * @param uid the uid that the object must have, null for any
 * @param resourceVersion the version that the object must have, null for any
 */
public record DeleteOptions(
        Propagation propagation,
        @Nullable String uid,
        @Nullable String resourceVersion,
        boolean dryRun) {
    /** No preconditions, background. */
    public static final DeleteOptions BACKGROUND =
            new DeleteOptions(Propagation.BACKGROUND, null, null, false);

    /** What happens to dependents. */
    public enum Propagation {
        /** Dependents are deleted later. */
        BACKGROUND(null),
        /** The object stays until its dependents are gone. */
        FOREGROUND("foregroundDeletion"),
        /** The object stays until its dependents are released. */
        ORPHAN("orphan");

        private final @Nullable String finalizer;

        Propagation(@Nullable String finalizer) {
            this.finalizer = finalizer;
        }

        Optional<String> finalizer() {
            return Optional.ofNullable(finalizer);
        }

        /** Parses the API's word; background where it is missing. */
        public static Propagation of(@Nullable String word) {
            return word == null || word.isEmpty()
                    ? BACKGROUND
                    : valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Reads a DeleteOptions body; fails with {@link IllegalArgumentException} on an unknown
     * propagation.
     */
    public static DeleteOptions of(JsonNode body) {
        var preconditions = body.path("preconditions");
        return new DeleteOptions(
                Propagation.of(Json.text(body, "propagationPolicy")),
                Json.text(preconditions, "uid"),
                Json.text(preconditions, "resourceVersion"),
                !body.path("dryRun").isEmpty());
    }
}
