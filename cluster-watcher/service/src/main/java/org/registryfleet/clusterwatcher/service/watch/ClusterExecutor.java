package org.registryfleet.clusterwatcher.service.watch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Where the work of one cluster runs: steps on its lane, one after the other; what waits for the
 * cluster beside it. Does nothing any more once the threads have been shut down.
 */
final class ClusterExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterExecutor.class);

    private final String cluster;
    private final WatchContext parts;
    private final SerialExecutor lane;

    /** Something that may wait. */
    interface Waiting {
        void run() throws InterruptedException;
    }

    ClusterExecutor(String cluster, WatchContext parts) {
        this.cluster = cluster;
        this.parts = parts;
        this.lane = new SerialExecutor(parts.threads(), cluster);
    }

    void onLane(Runnable step) {
        lane.execute(step);
    }

    /** The step runs on the lane. */
    void afterPause(Duration pause, Runnable step) {
        if (pause.isZero()) {
            lane.execute(step);
            return;
        }
        try {
            var _ =
                    parts.timer()
                            .schedule(
                                    () -> lane.execute(step),
                                    pause.toMillis(),
                                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("cluster {}: closing", cluster);
        }
    }

    void offLane(Waiting waiting) {
        try {
            parts.threads().execute(() -> run(waiting));
        } catch (RejectedExecutionException closing) {
            LOG.debug("cluster {}: closing", cluster);
        }
    }

    private static void run(Waiting waiting) {
        try {
            waiting.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
