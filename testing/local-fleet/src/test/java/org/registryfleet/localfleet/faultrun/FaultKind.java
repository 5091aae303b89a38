package org.registryfleet.localfleet.faultrun;

/** What can go wrong. */
enum FaultKind {
    /** A send of the stage fails, perhaps after it was written, and that is told later. */
    FAILED_SENDS,
    /** What is sent is not written yet when the process ends. */
    LATE_SENDS,
    /** The process ends between two steps, or in the middle of one. */
    KILLS,
    /** A rule throws for one cluster. */
    RULES,
    /** Calls to API servers fail, are repeated, forgotten or not told of. */
    CALLS,
    /** Watches begin anew, repeat themselves, lose contact and write what nobody can read. */
    WATCHES
}
