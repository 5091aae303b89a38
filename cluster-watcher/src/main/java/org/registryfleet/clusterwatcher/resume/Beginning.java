package org.registryfleet.clusterwatcher.resume;

import org.registryfleet.events.WatchState;
import org.registryfleet.events.WatchedRow;

import java.util.List;

/** With what knowledge the watch of a cluster begins. */
public sealed interface Beginning {

    /** Nobody is known to have watched the cluster. */
    record First() implements Beginning {}

    /** It was watched, but what happened since then can only be seen from a list. */
    record Anew(Ended ended, String why) implements Beginning {}

    /**
     * The cluster is in an earlier state, or another one: what was known is not there any more.
     *
     * @param rows what the watches knew
     */
    record Restored(Ended ended, String why, List<WatchedRow> rows) implements Beginning {

        public Restored {
            rows = List.copyOf(rows);
        }
    }

    /** It goes on where the state says. */
    record Continued(WatchState state) implements Beginning {}

    /** The session before. */
    default Ended ended() {
        return switch (this) {
            case First() -> new Ended("", 0, -1);
            case Anew(var ended, _) -> ended;
            case Restored(var ended, _, _) -> ended;
            case Continued(var state) ->
                    new Ended(state.getSession(), state.getEpoch(), state.getSequence());
        };
    }

    /** The same knowledge, without going on from it. */
    default Beginning because(String why) {
        return this instanceof First ? this : new Anew(ended(), why);
    }
}
