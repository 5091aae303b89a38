package org.registryfleet.stage.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** What an executor said about an action. */
public sealed interface ActionAnswer {

    String actionId();

    /**
     * Carried out; the object has this version now, empty when it is gone.
     *
     * @param unkept JSON pointers of fields that the answer shows otherwise than they were written
     */
    record Done(String actionId, String uid, String resourceVersion, Set<String> unkept)
            implements ActionAnswer {

        public Done {
            unkept = Set.copyOf(unkept);
        }

        /** All is as it was written. */
        public Done(String actionId, String uid, String resourceVersion) {
            this(actionId, uid, resourceVersion, Set.of());
        }
    }

    /**
     * Not carried out.
     *
     * @param refused the server will say no again until something changes
     * @param conflict somebody else was first: the next observation decides
     * @param retryAfter what the server asked for; zero when it did not
     */
    record Failed(
            String actionId,
            boolean refused,
            boolean conflict,
            String reason,
            String message,
            Duration retryAfter,
            Instant at)
            implements ActionAnswer {}
}
