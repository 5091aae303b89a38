package org.registryfleet.localfleet.closedloop;

/** The answer to a write that is not carried out. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean conflict;

    Refusal(boolean conflict, String message) {
        super(message);
        this.conflict = conflict;
    }

    public boolean isConflict() {
        return conflict;
    }
}
