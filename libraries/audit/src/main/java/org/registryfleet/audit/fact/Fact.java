package org.registryfleet.audit.fact;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.view.ObjectRef;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The content of one record of the log. Secret values are digests in every one of them. */
public sealed interface Fact {

    /** The cluster was registered, or its registration changed. */
    record Registered(JsonNode entry) implements Fact {}

    /** The cluster was deregistered. */
    record Deregistered() implements Fact {}

    /**
     * A person asked for fields of the cluster's Config.
     *
     * @param fields values by field, as they stand in its spec
     */
    record ChangeRequested(String id, String by, String reason, JsonNode fields) implements Fact {}

    /**
     * A watcher observed an object or its deletion.
     *
     * @param content the object's content; for a deletion the last known one
     * @param managers field managers, the most recent writer first
     * @param setters who set each field last; empty where the log does not keep it
     * @param synthesised a deletion that was inferred from a list, not watched
     */
    record ObjectObserved(
            ObservationType type,
            ObjectRef ref,
            String resourceVersion,
            JsonNode content,
            List<String> managers,
            List<Setter> setters,
            boolean synthesised,
            Session session)
            implements Fact {

        public ObjectObserved {
            managers = List.copyOf(managers);
            setters = List.copyOf(setters);
        }

        /** An object of which the log does not keep who set its fields. */
        public ObjectObserved(
                ObservationType type,
                ObjectRef ref,
                String resourceVersion,
                JsonNode content,
                List<String> managers,
                boolean synthesised,
                Session session) {
            this(type, ref, resourceVersion, content, managers, List.of(), synthesised, session);
        }

        /** Who set the field last, at a path such as {@code spec.storage}; empty when unknown. */
        public Optional<Setter> setter(String path) {
            return setters.stream().filter(setter -> setter.hasSet(path)).findFirst();
        }
    }

    /**
     * A field manager and what it has set last.
     *
     * @param at null when it is not known
     * @param paths of the fields, such as {@code spec.storage}; each stands for all below it
     */
    record Setter(String manager, @Nullable Instant at, List<String> paths) {
        public Setter {
            paths = List.copyOf(paths);
        }

        boolean hasSet(String path) {
            return paths.stream()
                    .anyMatch(
                            set ->
                                    path.equals(set)
                                            || path.startsWith(set + ".")
                                            || path.startsWith(set + "["));
        }
    }

    /**
     * One uninterrupted watch session of a cluster.
     *
     * @param epoch orders the sessions; late records of an earlier session are ignored
     */
    record Session(String id, long epoch) {}

    /** The type of an observation. */
    enum ObservationType {
        ADDED,
        MODIFIED,
        DELETED
    }

    /**
     * A marker about the watch session as a whole.
     *
     * @param subject the object or kind it is about; empty for the whole session
     * @param detail the extent of the marker
     */
    record SessionMarker(MarkerType type, String subject, Session session, String detail)
            implements Fact {}

    /** The type of a session marker. GAP and RESYNC mean that changes may have been missed. */
    enum MarkerType {
        SYNCED,
        GAP,
        RESYNC,
        CONTACT_LOST,
        CONTACT_RESTORED,
        RESUMED,
        CREDENTIAL,
        UNKNOWN
    }

    /** A stage published a result. */
    record ResultPublished(String stage, JsonNode result, Reason reason) implements Fact {}

    /** A stage issued an action. */
    record ActionIssued(
            String action,
            String stage,
            String verb,
            ObjectRef ref,
            JsonNode body,
            int attempt,
            Reason reason)
            implements Fact {}

    /**
     * The outcome of an action.
     *
     * @param resourceVersion of the object after the call
     * @param found the external resource as observed by the executor; otherwise a missing node
     */
    record OutcomeReported(
            String action,
            String stage,
            ObjectRef ref,
            String result,
            ApiAnswer answer,
            String resourceVersion,
            Instant finishedAt,
            JsonNode found)
            implements Fact {

        public boolean isDone() {
            return result.equals("DONE");
        }
    }

    /**
     * The response of the API server.
     *
     * @param code HTTP status; 0 if there was no response
     */
    record ApiAnswer(int code, String reason, String message) {}

    /** A record that could not be decoded; its content is unknown. */
    record Unreadable(String why) implements Fact {}
}
