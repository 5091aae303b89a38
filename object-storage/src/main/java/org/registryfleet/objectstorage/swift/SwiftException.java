package org.registryfleet.objectstorage.swift;

import java.io.IOException;

/** Keystone or Swift said no; {@code reason} is for conditions. */
final class SwiftException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    SwiftException(int status, String reason, String message) {
        super(message);
        this.status = status;
        this.reason = reason;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }
}
