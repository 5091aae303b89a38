package org.registryfleet.objectstorage.azure;

import java.io.IOException;

/** A service of Azure said no. */
final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    RefusedException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    /** The service's own word; may be empty. */
    String code() {
        return code;
    }
}
