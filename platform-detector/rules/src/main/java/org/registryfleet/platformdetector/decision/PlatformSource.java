package org.registryfleet.platformdetector.decision;

/** The source from which the platform was determined. */
public enum PlatformSource {
    /** No relevant object has been observed. */
    UNDETERMINED,
    /** Stated by the Infrastructure object. */
    INFRASTRUCTURE,
    /** Inferred from the nodes. */
    INFERRED
}
