package org.registryfleet.clusterwatcher.service.watch;

import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.api.ApiResult;
import org.registryfleet.clusteraccess.api.ClusterApi;
import org.registryfleet.clusteraccess.api.WatchSink;
import org.registryfleet.clusteraccess.api.WatchStream;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One watch request of a reflector. Submits everything it receives to the cluster's executor and
 * drops it once cancelled; stops reading ahead while too many bytes are queued.
 */
final class WatchCall implements WatchSink {
    private static final long MOST_BYTES_AHEAD = 1 << 20;

    private final Reflector reflector;
    private final ClusterExecutor work;
    private final AtomicLong ahead = new AtomicLong();
    private volatile @Nullable WatchStream stream;
    private volatile boolean cancelled;

    WatchCall(Reflector reflector, ClusterExecutor work) {
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
        work.submit(() -> ifCurrent(reflector::opened));
    }

    @Override
    public void lines(List<byte[]> lines, Runnable more) {
        var size = lines.stream().mapToLong(line -> line.length).sum();
        var behind = ahead.addAndGet(size) >= MOST_BYTES_AHEAD;
        work.submit(
                () -> {
                    ahead.addAndGet(-size);
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
    public void ended(ApiResult.@Nullable Failure failure) {
        work.submit(() -> ifCurrent(() -> reflector.ended(failure)));
    }

    private void ifCurrent(Runnable step) {
        if (!cancelled) {
            step.run();
        }
    }
}
