package org.registryfleet.objectstorage.swift;

import org.registryfleet.clusteraccess.execution.OutsideAnswer;
import org.registryfleet.objectstorage.Answers;

import java.io.IOException;
import java.time.Duration;

/** Keystone or Swift said no; {@code reason} is for conditions. */
class SwiftException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;
    private final Duration retryAfter;

    SwiftException(int status, String reason, String message) {
        this(status, reason, message, Duration.ZERO);
    }

    SwiftException(int status, String reason, String message, Duration retryAfter) {
        super(message);
        this.status = status;
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    OutsideAnswer answer() {
        return Answers.failed(status, reason, String.valueOf(getMessage()), retryAfter);
    }

    /** The cloud's catalogue names no object store. */
    static final class NoObjectStore extends SwiftException {

        private static final long serialVersionUID = 1L;

        NoObjectStore() {
            super(
                    404,
                    Keystone.NO_CONNECTION,
                    "container endpoint not found in the OpenStack catalog");
        }
    }

    int status() {
        return status;
    }
}
