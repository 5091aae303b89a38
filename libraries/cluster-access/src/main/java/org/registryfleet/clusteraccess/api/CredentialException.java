package org.registryfleet.clusteraccess.api;

/**
 * A credential cannot be read or used. The message names the cluster, the reference and the remedy.
 */
public final class CredentialException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CredentialException(String message) {
        super(message);
    }
}
