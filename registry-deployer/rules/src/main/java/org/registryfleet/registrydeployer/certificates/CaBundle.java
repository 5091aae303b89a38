package org.registryfleet.registrydeployer.certificates;

/** A set of CA certificates that an administrator or a storage backend may require. */
sealed interface CaBundle {

    /** No certificates are required. */
    record None() implements CaBundle {}

    /** Certificates are required, but not known yet. */
    record Pending() implements CaBundle {}

    /** The certificates, as PEM. */
    record Found(ObservedCa pem) implements CaBundle {}

    /**
     * Certificates are required, but unavailable.
     *
     * @param reason with the wording of the reference operator
     */
    record Unreadable(String reason) implements CaBundle {}
}
