package org.registryfleet.clusterwatcher.service.watch;

import org.registryfleet.events.WatchState;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * When it is saved how far a cluster's watch has come: soon after something decisive, and otherwise
 * now and then while it moves. A state is written only after the observations it covers are in the
 * log. Lives on the cluster's lane.
 */
final class Checkpoint {
    // bookmarks alone say little; API servers keep about five minutes of history
    private static final int QUIET_INTERVALS = 4;

    private final WatchContext context;
    private final ClusterExecutor work;
    private final Supplier<WatchState> state;
    private WatchSession session;
    private long savedAt = System.nanoTime();
    private long saved = -1;
    private boolean moved;
    private boolean ended;

    Checkpoint(
            WatchContext context,
            ClusterExecutor work,
            WatchSession session,
            Supplier<WatchState> state) {
        this.context = context;
        this.work = work;
        this.session = session;
        this.state = state;
    }

    /** Another session takes the place of the one before. */
    void begin(WatchSession next) {
        session = next;
        saved = -1;
        moved = false;
    }

    /** Nothing is saved any more, not even what waits for the log. */
    void end() {
        ended = true;
    }

    /** A version has moved on. */
    void moved() {
        moved = true;
    }

    void tick(long now) {
        var interval = context.settings().saveInterval();
        boolean news = session.last() > saved && hasElapsed(interval, now);
        boolean bookmarks = moved && hasElapsed(interval.multipliedBy(QUIET_INTERVALS), now);
        if (news || bookmarks) {
            save(() -> {});
        }
    }

    /** Saves the state as it is now; {@code then} runs when that is under way. */
    void save(Runnable then) {
        if (session.last() < 0) {
            then.run();
            return;
        }
        savedAt = System.nanoTime();
        saved = session.last();
        moved = false;
        var current = session;
        var snapshot = state.get();
        session.whenWritten(
                (partition, offset) ->
                        work.submit(
                                () -> {
                                    write(snapshot, current, partition, offset);
                                    then.run();
                                }));
    }

    // what the session writes later will stand behind all that is in the partition by now
    private void write(WatchState snapshot, WatchSession from, int partition, long offset) {
        if (ended) {
            return;
        }
        boolean isAll = from.last() == snapshot.getSequence();
        var position = isAll ? Math.max(offset, context.sink().newest(partition)) : offset;
        snapshot.setPosition(position);
        context.sink().save(snapshot);
    }

    private boolean hasElapsed(Duration interval, long now) {
        return now - savedAt >= interval.toNanos();
    }
}
