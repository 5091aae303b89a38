package org.registryfleet.audit.fact;

import com.fasterxml.jackson.databind.JsonNode;

import org.registryfleet.stage.view.ObjectRef;

import java.time.Instant;
import java.util.List;

/** What one record says. Secret values are digests in all of them. */
public sealed interface Fact {

    /** The cluster entered the fleet or changed its entry. */
    record Registered(JsonNode entry) implements Fact {}

    /** The cluster left the fleet. */
    record Deregistered() implements Fact {}

    /**
     * A watcher saw an object, or saw it gone.
     *
     * @param content of a deleted object what was known last
     * @param managers field managers, the most recent writer first
     * @param synthesised a deletion that was concluded from a listing, not seen
     */
    record ObjectObserved(
            ObservationType type,
            ObjectRef ref,
            String resourceVersion,
            JsonNode content,
            List<String> managers,
            boolean synthesised,
            Session session)
            implements Fact {

        public ObjectObserved {
            managers = List.copyOf(managers);
        }
    }

    /**
     * One continuous watch of a cluster.
     *
     * @param epoch orders the sessions: what an earlier one writes late does not count
     */
    record Session(String id, long epoch) {}

    /** How an object was seen. */
    enum ObservationType {
        ADDED,
        MODIFIED,
        DELETED
    }

    /**
     * Something about a watch as a whole.
     *
     * @param subject the object or kind it is about; empty for the whole session
     * @param detail what is known and what is not
     */
    record SessionMarker(MarkerType type, String subject, Session session, String detail)
            implements Fact {}

    /** What a watch says of itself. GAP and RESYNC: something may have happened unseen. */
    enum MarkerType {
        SYNCED,
        GAP,
        RESYNC,
        CONTACT_LOST,
        CONTACT_RESTORED,
        RESUMED,
        UNKNOWN
    }

    /** A stage published a result. */
    record ResultPublished(String stage, JsonNode result, Reason reason) implements Fact {}

    /** A stage asked for an effect. */
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
     * What came of an effect.
     *
     * @param resourceVersion of the object after the call
     * @param found what lies outside the cluster as the executor found it; else a missing node
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
     * The API server's words.
     *
     * @param code HTTP status; 0 when there was no answer
     */
    record ApiAnswer(int code, String reason, String message) {}

    /** A record that nobody can read: what it said is not known. */
    record Unreadable(String why) implements Fact {}
}
