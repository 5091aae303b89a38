package org.registryfleet.objectstorage;

import org.registryfleet.clusteraccess.execution.ExternalResourceResult;

import java.io.IOException;
import java.time.Duration;

/** A service that is asked over REST said no; {@code reason} is for conditions. */
public abstract class ServiceException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;
    private final Duration retryAfter;

    /** {@code retryAfter} is the time for which the service wants to be left alone. */
    protected ServiceException(int status, String reason, String message, Duration retryAfter) {
        super(message);
        this.status = status;
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** As the executor reports it. */
    public ExternalResourceResult answer() {
        return ExternalResults.failed(status, reason, String.valueOf(getMessage()), retryAfter);
    }

    /** The HTTP status, or the one that fits best. */
    public int status() {
        return status;
    }
}
