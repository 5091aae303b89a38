package org.registryfleet.objectstorage.ibm;

import org.registryfleet.objectstorage.ServiceException;

import java.time.Duration;

/** A service of IBM Cloud said no, or what it said is of no use. */
final class IbmException extends ServiceException {

    static final String REASON = "IBM Cloud Error";

    private static final long serialVersionUID = 1L;

    IbmException(int status, String reason, String message) {
        this(status, reason, message, Duration.ZERO);
    }

    IbmException(int status, String reason, String message, Duration retryAfter) {
        super(status, reason, message, retryAfter);
    }

    /** Nothing but a change of what is asked for, or of the cloud, helps. */
    static IbmException useless(String message) {
        return new IbmException(400, REASON, message);
    }
}
