package org.registryfleet.stage.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** An executor's answer to an action. */
public sealed interface ActionAnswer {

    String actionId();

    /**
     * The action succeeded; the object now has this resourceVersion, empty when it is gone.
     *
     * @param unkept JSON pointers of fields that the API server's response shows with another value
     *     than was written
     */
    record Done(String actionId, String uid, String resourceVersion, Set<String> unkept)
            implements ActionAnswer {

        public Done {
            unkept = Set.copyOf(unkept);
        }

        /** All fields were kept as written. */
        public Done(String actionId, String uid, String resourceVersion) {
            this(actionId, uid, resourceVersion, Set.of());
        }
    }

    /**
     * The action failed.
     *
     * @param refused the server rejected it; a retry is pointless until something changes
     * @param conflict another writer was first: the next observation decides
     * @param retryAfter the server's Retry-After; zero without one
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
