package org.registryfleet.clusteraccess.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;

/** What came of an {@link OutsideCall}. */
public sealed interface OutsideAnswer {

    /** As wanted; the status is what was found. */
    record Done(ObjectNode status) implements OutsideAnswer {}

    /**
     * Not as wanted.
     *
     * @param isRefused the server will say no again until something changes
     * @param code HTTP status; 0 when there was no answer
     * @param reason the server's error code, or another word for conditions
     * @param retryAfter what the server asked for; zero when it did not
     */
    record Failed(boolean isRefused, int code, String reason, String message, Duration retryAfter)
            implements OutsideAnswer {}
}
