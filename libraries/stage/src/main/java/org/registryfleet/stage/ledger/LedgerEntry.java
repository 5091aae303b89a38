package org.registryfleet.stage.ledger;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One slot's action and how far it has come.
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

    /** Digest of what the action was meant to do. */
    String intention();

    int attempt();

    /**
     * Published, not answered. Issued again at the deadline.
     *
     * @param before the failure that this attempt follows: it stands until the attempt succeeds
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

    /** Done, but the view does not show it yet. */
    record Settling(
            String actionId,
            String intention,
            int attempt,
            String uid,
            String resourceVersion,
            Instant deadline)
            implements LedgerEntry {}

    /**
     * Failed.
     *
     * @param since when the first attempt of this row of failures failed
     * @param target the resourceVersion of the object when it failed, empty when absent
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

        /** The same, to be tried now where only the cluster's silence is in the way. */
        Failing withRetriesDue(Instant now) {
            return !failure.isUnavailable() || notBefore.isBefore(now)
                    ? this
                    : new Failing(actionId, intention, attempt, failure, since, now, target);
        }
    }
}
