package org.registryfleet.statusreporter.upstream;

/** How far an earlier stage has come with a generation of the Config. */
public enum PartProgress {
    /** It waits, or has not finished. */
    WORKING,
    /** All is decided; objects are on their way out. */
    REMOVING,
    /** Nothing is left to do, or nothing can be done. */
    DONE
}
