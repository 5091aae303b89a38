package org.registryfleet.clusterwatcher.watch;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiAnswer;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusteraccess.api.WatchSink;
import org.registryfleet.clusteraccess.api.WatchStream;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One opened watch of a reflector. Hands everything to the cluster's lane; after it was cancelled
 * nothing of it gets through any more.
 */
final class Attempt implements WatchSink {
    private static final int MOST_BATCHES_AHEAD = 16;

    private final Reflector reflector;
    private final ClusterWork work;
    private final AtomicInteger ahead = new AtomicInteger();
    private volatile @Nullable WatchStream stream;
    private volatile boolean cancelled;

    Attempt(Reflector reflector, ClusterWork work) {
        this.reflector = reflector;
        this.work = work;
    }

    /** May block while the credential is read. */
    void open(ClusterApi api, String path) {
        var opened = api.watch(path, this);
        stream = opened;
        if (cancelled) {
            opened.cancel();
        }
    }

    void cancel() {
        cancelled = true;
        var open = stream;
        if (open != null) {
            open.cancel();
        }
    }

    @Override
    public void opened() {
        work.onLane(() -> ifCurrent(reflector::opened));
    }

    @Override
    public void lines(List<byte[]> lines, Runnable more) {
        var behind = ahead.incrementAndGet() >= MOST_BATCHES_AHEAD;
        work.onLane(
                () -> {
                    ahead.decrementAndGet();
                    for (var line : lines) {
                        ifCurrent(() -> reflector.line(line));
                    }
                    if (behind) {
                        more.run();
                    }
                });
        if (!behind) {
            more.run();
        }
    }

    @Override
    public void ended(ApiAnswer.@Nullable Failure failure) {
        work.onLane(() -> ifCurrent(() -> reflector.ended(failure)));
    }

    private void ifCurrent(Runnable step) {
        if (!cancelled) {
            step.run();
        }
    }
}
