package org.registryfleet.clusterwatcher.service.watch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Runs the work of one cluster: steps in submission order on a serial executor, blocking requests
 * on threads of their own. Ignores submissions after the threads have been shut down.
 */
final class ClusterExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterExecutor.class);

    private final String cluster;
    private final WatchContext context;
    private final SerialExecutor queue;

    /** A task that may block. */
    interface Blocking {
        void run() throws InterruptedException;
    }

    ClusterExecutor(String cluster, WatchContext context) {
        this.cluster = cluster;
        this.context = context;
        this.queue = new SerialExecutor(context.threads(), cluster);
    }

    void submit(Runnable step) {
        queue.execute(step);
    }

    /** Submits the step after the delay. */
    void schedule(Duration pause, Runnable step) {
        if (pause.isZero()) {
            queue.execute(step);
            return;
        }
        try {
            var _ =
                    context.timer()
                            .schedule(
                                    () -> queue.execute(step),
                                    pause.toMillis(),
                                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("cluster {}: closing", cluster);
        }
    }

    void runBlocking(Blocking task) {
        try {
            context.threads().execute(() -> run(task));
        } catch (RejectedExecutionException closing) {
            LOG.debug("cluster {}: closing", cluster);
        }
    }

    private static void run(Blocking task) {
        try {
            task.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
