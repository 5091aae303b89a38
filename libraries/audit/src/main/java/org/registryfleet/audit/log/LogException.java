package org.registryfleet.audit.log;

/** The log cannot be read. The message names the topic and the remedy. */
public final class LogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LogException(String message) {
        super(message);
    }

    public LogException(String message, Throwable cause) {
        super(message, cause);
    }
}
