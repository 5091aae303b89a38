package org.registryfleet.statusreporter.upstream;

/** How far an earlier stage has processed a generation of the Config. */
public enum PartProgress {
    /** Waiting, or not finished. */
    WORKING,
    /** Decided; objects are still being deleted. */
    REMOVING,
    /** Finished, or blocked by an error. */
    DONE
}
