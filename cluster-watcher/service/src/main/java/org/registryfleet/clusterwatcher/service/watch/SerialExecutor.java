package org.registryfleet.clusterwatcher.service.watch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks in submission order, one at a time, on a shared pool, so that the state of a cluster
 * needs no locks. A failing task does not stop the ones after it.
 */
final class SerialExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Executor threads;
    private final String cluster;

    SerialExecutor(Executor threads, String cluster) {
        this.threads = threads;
        this.cluster = cluster;
    }

    void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            try {
                threads.execute(this::drain);
            } catch (RejectedExecutionException closing) {
                tasks.clear();
            }
        }
    }

    private void drain() {
        var done = 1;
        while (done != 0) {
            for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                run(task);
            }
            done = waiting.addAndGet(-done);
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error bug) {
            LOG.error("the watch of cluster {} failed in a step", cluster, bug);
        }
    }
}
