package org.registryfleet.statusreporter.controller;

import org.registryfleet.stage.view.Observed;

import java.util.Optional;

/**
 * The DaemonSet node-ca, and how far its pods are. Only a change of its own spec is progress: nodes
 * that come and go while a cluster grows or is updated are not (docs/better-than-the-reference.md).
 *
 * @param rolledOut the generation that was last seen on every node; 0 for none
 */
public record NodeCa(Optional<Observed> daemonSet, long rolledOut) {

    boolean isMissing() {
        return daemonSet.isEmpty();
    }

    boolean isUpdating() {
        return !isComplete() && (rolledOut == 0 || generation() != rolledOut);
    }

    /** The generation to remember: this one once it is on every node. */
    public long nextRolledOut() {
        if (isMissing()) {
            return 0;
        }
        boolean isObserved = number("observedGeneration") >= generation();
        return isObserved && isComplete() ? generation() : rolledOut;
    }

    /** Where no controller has written a status there is nothing to wait for. */
    private boolean isComplete() {
        int observed = number("observedGeneration");
        return number("updatedNumberScheduled") >= number("desiredNumberScheduled")
                && number("numberMisscheduled") == 0
                && (observed == 0 || observed >= generation());
    }

    int number(String field) {
        return daemonSet.map(set -> set.status().path(field).asInt(0)).orElse(0);
    }

    private long generation() {
        return daemonSet.map(Observed::generation).orElse(0L);
    }
}
