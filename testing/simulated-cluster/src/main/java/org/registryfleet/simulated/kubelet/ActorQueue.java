package org.registryfleet.simulated.kubelet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs tasks one after the other, on a virtual thread that lives only while there are any. */
final class ActorQueue {
    private static final Logger log = LoggerFactory.getLogger(ActorQueue.class);

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    void run(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            Thread.startVirtualThread(this::drain);
        }
    }

    /** Whether nothing is running or waiting. */
    boolean isIdle() {
        return waiting.get() == 0;
    }

    private void drain() {
        int done;
        do {
            done = 0;
            for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                runSafely(task);
                done++;
            }
        } while (waiting.addAndGet(-done) > 0);
    }

    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            log.error("the simulated kubelet failed", failure);
        }
    }
}
