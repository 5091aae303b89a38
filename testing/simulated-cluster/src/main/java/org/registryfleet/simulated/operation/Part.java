package org.registryfleet.simulated.operation;

/** Which part of an object a write is for. */
public enum Part {
    /** Everything but the status. */
    MAIN,
    /** Only the status. */
    STATUS
}
