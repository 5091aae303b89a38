package org.registryfleet.objectstorage.ibm;

import org.registryfleet.clusteraccess.execution.OutsideAnswer;
import org.registryfleet.objectstorage.Answers;

import java.io.IOException;
import java.time.Duration;

/**
 * A service of IBM Cloud said no, or what it said is of no use; {@code reason} is for conditions.
 */
final class IbmException extends IOException {

    static final String REASON = "IBM Cloud Error";

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;
    private final Duration retryAfter;

    IbmException(int status, String reason, String message) {
        this(status, reason, message, Duration.ZERO);
    }

    /** {@code retryAfter} is the time for which the service wants to be left alone. */
    IbmException(int status, String reason, String message, Duration retryAfter) {
        super(message);
        this.status = status;
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    OutsideAnswer answer() {
        return Answers.failed(status, reason, String.valueOf(getMessage()), retryAfter);
    }

    /** Nothing but a change of what is asked for, or of the cloud, helps. */
    static IbmException useless(String message) {
        return new IbmException(400, REASON, message);
    }
}
