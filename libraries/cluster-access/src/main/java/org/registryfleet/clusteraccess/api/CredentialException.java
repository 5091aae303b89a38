package org.registryfleet.clusteraccess.api;

/**
 * A credential cannot be read or used. The message names the cluster, the reference and the remedy.
 */
public final class CredentialException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean gone;

    public CredentialException(String message) {
        this(message, false);
    }

    private CredentialException(String message, boolean gone) {
        super(message);
        this.gone = gone;
    }

    /** Somebody has taken the credential away, so that it must not be used any more. */
    public static CredentialException gone(String message) {
        return new CredentialException(message, true);
    }

    public boolean isGone() {
        return gone;
    }
}
