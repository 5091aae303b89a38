package org.registryfleet.objectstorage.ibm;

import org.registryfleet.objectstorage.ServiceException;

import java.time.Duration;

/** Error response of an IBM Cloud service, or an unusable response. */
final class IbmException extends ServiceException {

    static final String REASON = "IBM Cloud Error";

    private static final long serialVersionUID = 1L;

    IbmException(int status, String reason, String message) {
        this(status, reason, message, Duration.ZERO);
    }

    IbmException(int status, String reason, String message, Duration retryAfter) {
        super(status, reason, message, retryAfter);
    }

    /** Permanent: a retry only helps after the request or the cloud has changed. */
    static IbmException useless(String message) {
        return new IbmException(400, REASON, message);
    }
}
