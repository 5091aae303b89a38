package org.registryfleet.clusterwatcher.service.resume;

import org.registryfleet.events.WatchState;
import org.registryfleet.events.WatchedRow;

import java.util.List;

/** What a new session of a cluster knows when it starts. */
public sealed interface ResumePoint {

    /** No earlier session is known. */
    record First() implements ResumePoint {}

    /** There was a session, but it cannot be resumed: everything is relisted after a gap. */
    record Anew(SessionEnd ended, String why) implements ResumePoint {}

    /**
     * The cluster was restored to an earlier state or replaced by another one: everything is
     * relisted, and known objects that no longer exist are reported as deleted.
     *
     * @param rows the state of the watches before
     */
    record Restored(SessionEnd ended, String why, List<WatchedRow> rows) implements ResumePoint {

        public Restored {
            rows = List.copyOf(rows);
        }
    }

    /** The session resumes from the checkpoint, without a list. */
    record Continued(WatchState state) implements ResumePoint {}

    /** Where the previous session ended. */
    default SessionEnd ended() {
        return switch (this) {
            case First() -> new SessionEnd("", 0, -1);
            case Anew(var ended, _) -> ended;
            case Restored(var ended, _, _) -> ended;
            case Continued(var state) ->
                    new SessionEnd(state.getSession(), state.getEpoch(), state.getSequence());
        };
    }

    /** Like this one, but relisting instead of resuming. */
    default ResumePoint because(String why) {
        return this instanceof First ? this : new Anew(ended(), why);
    }
}
