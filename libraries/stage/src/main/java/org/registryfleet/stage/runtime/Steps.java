package org.registryfleet.stage.runtime;

import org.registryfleet.events.SilentStep;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts the steps of a cluster that a replay must repeat: those that published something or
 * changed the ledger. Steps that published nothing are recorded with the next decision.
 *
 * @param silent the counted steps since the last published one
 */
public record Steps(long count, List<SilentStep> silent) {

    static final Steps NONE = new Steps(0, List.of());

    public Steps {
        silent = List.copyOf(silent);
    }

    Steps published() {
        return new Steps(count + 1, List.of());
    }

    Steps silent(SilentStep step) {
        var more = new ArrayList<>(silent);
        more.add(step);
        return new Steps(count + 1, more);
    }
}
