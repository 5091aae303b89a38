package org.registryfleet.registrydeployer.certificates;

/** A set of CA certificates that an administrator or a backend may demand. */
sealed interface CaBundle {

    /** None is demanded. */
    record None() implements CaBundle {}

    /** There are some, but what they are is still to be told. */
    record Pending() implements CaBundle {}

    /** The certificates, as PEM. */
    record Found(ObservedCa pem) implements CaBundle {}

    /**
     * Certificates are demanded, but cannot be had.
     *
     * @param reason in the words of the reference
     */
    record Unreadable(String reason) implements CaBundle {}
}
