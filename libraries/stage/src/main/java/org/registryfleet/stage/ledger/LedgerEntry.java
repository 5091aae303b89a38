package org.registryfleet.stage.ledger;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * State of one slot's action.
 *
 * <pre>
 *  issued ──► Awaiting ──done──► Settling ──seen in the view──► (none)
 *                │  ▲                └──deadline──► (none)
 *             failed └──── tried again ────┐
 *                └──────► Failing ─────────┘
 * </pre>
 */
public sealed interface LedgerEntry {

    String actionId();

    /** Digest of the intended change. */
    String intention();

    int attempt();

    /**
     * Published but not answered. Reissued at the deadline.
     *
     * @param before the preceding failure, kept until an attempt succeeds
     */
    record Awaiting(
            String actionId,
            String intention,
            int attempt,
            Instant deadline,
            @Nullable Failing before)
            implements LedgerEntry {

        /** A first attempt. */
        public Awaiting(String actionId, String intention, int attempt, Instant deadline) {
            this(actionId, intention, attempt, deadline, null);
        }

        Awaiting until(Instant other) {
            return new Awaiting(actionId, intention, attempt, other, before);
        }
    }

    /** Succeeded, but not yet visible in the view. */
    record Settling(
            String actionId,
            String intention,
            int attempt,
            String uid,
            String resourceVersion,
            Instant deadline)
            implements LedgerEntry {}

    /**
     * Failed and in backoff.
     *
     * @param since when the first of the consecutive failures happened
     * @param target resourceVersion of the object at the failure; empty when absent
     */
    record Failing(
            String actionId,
            String intention,
            int attempt,
            Failure failure,
            Instant since,
            Instant notBefore,
            String target)
            implements LedgerEntry {

        /** With the retry due now, if the failure was unavailability. */
        Failing withRetriesDue(Instant now) {
            return !failure.isUnavailable() || notBefore.isBefore(now)
                    ? this
                    : new Failing(actionId, intention, attempt, failure, since, now, target);
        }
    }
}
