package org.registryfleet.objectstorage.swift;

import org.registryfleet.objectstorage.ServiceException;

import java.time.Duration;

/** Error response of Keystone or Swift. */
class SwiftException extends ServiceException {

    private static final long serialVersionUID = 1L;

    SwiftException(int status, String reason, String message) {
        this(status, reason, message, Duration.ZERO);
    }

    SwiftException(int status, String reason, String message, Duration retryAfter) {
        super(status, reason, message, retryAfter);
    }

    /** The service catalogue has no object store. */
    static final class NoObjectStore extends SwiftException {

        private static final long serialVersionUID = 1L;

        NoObjectStore() {
            super(
                    404,
                    Keystone.NO_CONNECTION,
                    "container endpoint not found in the OpenStack catalog");
        }
    }
}
