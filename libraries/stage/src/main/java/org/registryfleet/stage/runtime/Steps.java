package org.registryfleet.stage.runtime;

import org.registryfleet.events.SilentStep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the steps of a cluster that a replay must repeat: those that published something or
 * changed the ledger. A step whose records may not be in the log is recorded with the next
 * decision.
 *
 * @param silent the counted steps since the last published one
 * @param unconfirmed the last published steps, each preceded by its silent ones: a crash can lose
 *     their records although the state behind them was kept
 */
public record Steps(long count, List<SilentStep> silent, List<List<SilentStep>> unconfirmed) {

    static final Steps NONE = new Steps(0, List.of(), List.of());

    /** A process that goes on for longer has committed, so that all it sent is in the log. */
    private static final Duration CONFIRMED_AFTER = Duration.ofSeconds(10);

    private static final int MOST_UNCONFIRMED = 16;

    public Steps {
        silent = List.copyOf(silent);
        unconfirmed = List.copyOf(unconfirmed);
    }

    Steps published(SilentStep step) {
        var more = new ArrayList<>(unconfirmed);
        more.removeIf(one -> one.getLast().getAt().isBefore(step.getAt().minus(CONFIRMED_AFTER)));
        while (more.size() >= MOST_UNCONFIRMED) {
            more.removeFirst();
        }
        more.add(appended(silent, step));
        return new Steps(count + 1, List.of(), more);
    }

    Steps silent(SilentStep step) {
        return new Steps(count + 1, appended(silent, step), unconfirmed);
    }

    /** After a restart: what is not confirmed may have been lost. */
    public Steps restarted() {
        var all = new ArrayList<SilentStep>();
        unconfirmed.forEach(all::addAll);
        all.addAll(silent);
        return new Steps(count, all, List.of());
    }

    /** The last published step was recorded like a silent one. */
    Steps lastUnconfirmed() {
        var before = unconfirmed.subList(0, unconfirmed.size() - 1);
        return new Steps(count, unconfirmed.getLast(), before);
    }

    private static List<SilentStep> appended(List<SilentStep> steps, SilentStep step) {
        var more = new ArrayList<>(steps);
        more.add(step);
        return more;
    }
}
