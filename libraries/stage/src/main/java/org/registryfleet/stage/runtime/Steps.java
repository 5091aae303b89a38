package org.registryfleet.stage.runtime;

import org.registryfleet.events.SilentStep;

import java.util.ArrayList;
import java.util.List;

/**
 * How many steps of a stage with a cluster count, and which of them were not published. A step
 * counts when it published something or changed the ledger; all others can be left out when the
 * decisions are made again.
 *
 * @param silent the steps since the last one that published
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
