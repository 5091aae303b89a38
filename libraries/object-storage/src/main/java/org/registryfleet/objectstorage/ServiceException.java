package org.registryfleet.objectstorage;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;

import java.io.IOException;
import java.time.Duration;

/** Error response of a REST service; {@code reason} is for conditions. */
public abstract class ServiceException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;
    private final Duration retryAfter;

    /** {@code retryAfter} is the Retry-After of the response. */
    protected ServiceException(int status, String reason, String message, Duration retryAfter) {
        super(message);
        this.status = status;
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** The result that the executor reports. */
    public ExternalResourceResult answer() {
        return ExternalResults.failed(status, reason, String.valueOf(getMessage()), retryAfter);
    }

    /** The HTTP status, or the closest one. */
    public int status() {
        return status;
    }
}
