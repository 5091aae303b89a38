package org.registryfleet.audit.evidence;

/**
 * A bundle can neither be written nor verified. The message names the cause and the remedy for the
 * person at the command line.
 */
public final class EvidenceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EvidenceException(String message) {
        super(message);
    }

    public EvidenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
