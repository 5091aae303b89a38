package org.registryfleet.clusteraccess.api;

/** A response exceeds {@link ResponseLimits}. */
final class ResponseTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ResponseTooLargeException(String message) {
        super(message);
    }
}
