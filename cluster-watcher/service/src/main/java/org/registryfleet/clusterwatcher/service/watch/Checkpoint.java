package org.registryfleet.clusterwatcher.service.watch;

import org.registryfleet.events.WatchState;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Decides when a cluster's watch state is checkpointed: soon after a decisive event, otherwise
 * periodically while it advances. A state is written only after the observations it covers have
 * been acknowledged. Confined to the cluster's executor.
 */
final class Checkpoint {
    // bookmarks alone can wait; API servers keep about five minutes of history
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

    /** A new session replaces the current one. */
    void begin(WatchSession next) {
        session = next;
        saved = -1;
        moved = false;
    }

    /** Stops saving, including a state that is waiting for acknowledgements. */
    void end() {
        ended = true;
    }

    /** A resourceVersion has advanced. */
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

    /**
     * Saves a snapshot of the current state; {@code then} runs once it has been handed to the
     * producer.
     */
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

    // later observations of this session get offsets after everything now in the partition
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
