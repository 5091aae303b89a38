package org.registryfleet.localfleet.fault;

import org.registryfleet.localfleet.pipeline.LogTail;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Does something once the log has shown so many records of some clusters: a moment without a clock.
 */
final class Strike {

    private final AtomicLong left;
    private final CountDownLatch struck = new CountDownLatch(1);

    private Strike(long records) {
        left = new AtomicLong(records);
    }

    static Strike after(long records, Predicate<String> clusters, LogTail log, Runnable blow) {
        var strike = new Strike(records);
        log.listen(
                (_, cluster, _) -> {
                    if (clusters.test(cluster) && strike.left.decrementAndGet() == 0) {
                        blow.run();
                        strike.struck.countDown();
                    }
                });
        return strike;
    }

    /** Returns when it has happened. */
    void await() {
        try {
            if (!struck.await(90, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "the log lacks " + left + " records before the strike");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
