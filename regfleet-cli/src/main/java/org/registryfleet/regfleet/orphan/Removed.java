package org.registryfleet.regfleet.orphan;

/**
 * What came of a wish to remove a bucket.
 *
 * @param by the operator, as the system calls them
 * @param at when, in UTC
 */
public record Removed(String bucket, Result result, String message, String by, String at) {

    /** How it ended. */
    public enum Result {
        REMOVED,
        REFUSED,
        FAILED
    }
}
