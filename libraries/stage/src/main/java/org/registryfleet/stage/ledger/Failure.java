package org.registryfleet.stage.ledger;

/**
 * Why a write failed, in the API server's words.
 *
 * @param refused the server will say no again until something changes
 * @param conflict somebody else was first
 */
public record Failure(boolean refused, boolean conflict, String reason, String message) {

    private static final String THROTTLED = "TooManyRequests";

    /** The server did not say no: it said nothing, or that it cannot. */
    boolean isUnavailable() {
        return !refused && !conflict && !reason.equals(THROTTLED);
    }
}
