package org.registryfleet.platformdetector.decision;

/** Where the knowledge about a platform comes from. */
public enum PlatformSource {
    /** Nothing that could tell has been observed. */
    UNDETERMINED,
    /** The cluster says so itself. */
    INFRASTRUCTURE,
    /** Concluded from the nodes. */
    INFERRED
}
