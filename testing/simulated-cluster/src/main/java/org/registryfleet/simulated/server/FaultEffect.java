package org.registryfleet.simulated.server;

/** Notes whether a request has changed the cluster. */
final class FaultEffect {
    private boolean changed;

    void happened(boolean effective) {
        changed |= effective;
    }

    boolean changed() {
        return changed;
    }
}
