package org.registryfleet.audit.evidence;

/** A bundle can be neither made nor checked; the message is for people and says what helps. */
public final class EvidenceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EvidenceException(String message) {
        super(message);
    }

    public EvidenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
