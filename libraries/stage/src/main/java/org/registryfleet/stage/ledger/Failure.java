package org.registryfleet.stage.ledger;

/**
 * Why a write failed, in the API server's own words.
 *
 * @param refused the server rejected it; a retry is pointless until something changes
 * @param conflict another writer was first
 */
public record Failure(boolean refused, boolean conflict, String reason, String message) {

    private static final String THROTTLED = "TooManyRequests";

    /** The server finds the object at fault, as it would at every attempt. */
    public boolean isInvalid() {
        return refused && (reason.equals("Invalid") || reason.equals("BadRequest"));
    }

    /** The server did not reject the write: it timed out, was unreachable or failed. */
    boolean isUnavailable() {
        return !refused && !conflict && !reason.equals(THROTTLED);
    }
}
