package org.registryfleet.inventory.source;

/** How a Secret of a source holds a credential. */
public enum SecretFormat {
    /** Argo CD: {@code name}, {@code server} and {@code config}. */
    ARGOCD,
    /** The key {@code kubeconfig}, or {@code server}, {@code token} and {@code ca.crt}. */
    KUBECONFIG,
    /** A token only; the address stands elsewhere. */
    TOKEN
}
