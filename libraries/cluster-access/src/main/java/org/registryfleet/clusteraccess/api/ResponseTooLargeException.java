package org.registryfleet.clusteraccess.api;

/** A server sends more than this process takes. */
final class ResponseTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ResponseTooLargeException(String message) {
        super(message);
    }
}
