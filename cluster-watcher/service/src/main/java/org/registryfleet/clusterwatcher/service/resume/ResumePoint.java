package org.registryfleet.clusterwatcher.service.resume;

import org.registryfleet.events.WatchState;
import org.registryfleet.events.WatchedRow;

import java.util.List;

/** With what knowledge the watch of a cluster begins. */
public sealed interface ResumePoint {

    /** Nobody is known to have watched the cluster. */
    record First() implements ResumePoint {}

    /** It was watched, but what happened since then can only be seen from a list. */
    record Anew(SessionEnd ended, String why) implements ResumePoint {}

    /**
     * The cluster is in an earlier state, or another one: what was known is not there any more.
     *
     * @param rows what the watches knew
     */
    record Restored(SessionEnd ended, String why, List<WatchedRow> rows) implements ResumePoint {

        public Restored {
            rows = List.copyOf(rows);
        }
    }

    /** It goes on where the state says. */
    record Continued(WatchState state) implements ResumePoint {}

    /** The session before. */
    default SessionEnd ended() {
        return switch (this) {
            case First() -> new SessionEnd("", 0, -1);
            case Anew(var ended, _) -> ended;
            case Restored(var ended, _, _) -> ended;
            case Continued(var state) ->
                    new SessionEnd(state.getSession(), state.getEpoch(), state.getSequence());
        };
    }

    /** The same knowledge, without going on from it. */
    default ResumePoint because(String why) {
        return this instanceof First ? this : new Anew(ended(), why);
    }
}
