package org.registryfleet.replay.stream;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.runtime.ClusterReplay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last states of a cluster, so that the replay can roll back: a service that restarts after a
 * crash resumes from its last saved state and repeats the steps after it.
 */
final class StateHistory<R> {

    private static final int REMEMBERED = 16;
    private static final int RECORDS = 256;

    private final Deque<SavedState<R>> moments = new ArrayDeque<>();
    private int records;

    private record SavedState<R>(ClusterReplay<R> before, List<InputRecord> folded) {}

    /** Starts a step. */
    void begin(ClusterReplay<R> before) {
        moments.addLast(new SavedState<>(before.copy(), new ArrayList<>()));
        while (moments.size() > REMEMBERED || (records > RECORDS && moments.size() > 1)) {
            records -= moments.removeFirst().folded().size();
        }
    }

    /** Adds the record to the current step. */
    void folded(InputRecord input) {
        moments.getLast().folded().add(input);
        records++;
    }

    /**
     * The state after this number of steps, with later records put back; null if no longer
     * retained.
     */
    @Nullable ClusterReplay<R> backTo(long steps, PendingInputs pending) {
        if (moments.stream().noneMatch(moment -> moment.before().steps() == steps)) {
            return null;
        }
        while (true) {
            var latest = moments.removeLast();
            records -= latest.folded().size();
            pending.putBack(latest.folded());
            if (latest.before().steps() == steps) {
                return latest.before();
            }
        }
    }
}
