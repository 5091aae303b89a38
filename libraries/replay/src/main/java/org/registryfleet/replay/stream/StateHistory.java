package org.registryfleet.replay.stream;

import org.jspecify.annotations.Nullable;
import org.registryfleet.stage.runtime.ClusterReplay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last steps of a cluster, to go back to: a service that is started again after a crash takes
 * up where its state was saved last, and makes the steps after that once more.
 */
final class StateHistory<R> {

    private static final int REMEMBERED = 16;
    private static final int RECORDS = 256;

    private final Deque<SavedState<R>> moments = new ArrayDeque<>();
    private int records;

    private record SavedState<R>(ClusterReplay<R> before, List<InputRecord> folded) {}

    /** A step begins. */
    void begin(ClusterReplay<R> before) {
        moments.addLast(new SavedState<>(before.copy(), new ArrayList<>()));
        while (moments.size() > REMEMBERED || (records > RECORDS && moments.size() > 1)) {
            records -= moments.removeFirst().folded().size();
        }
    }

    /** The step that began last takes the record in. */
    void folded(InputRecord input) {
        moments.getLast().folded().add(input);
        records++;
    }

    /** As it was when so many steps counted, its later records put back; null if not remembered. */
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
