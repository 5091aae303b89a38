package org.registryfleet.localfleet.real;

/** The cluster cannot or must not be used for scenarios; the message says why and what helps. */
public final class UnfitClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnfitClusterException(String message) {
        super(message);
    }
}
