package org.registryfleet.audit.file;

import org.registryfleet.audit.evidence.EvidenceException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same work for several partitions on as many threads as there are processors. */
final class ParallelPartitions {

    private ParallelPartitions() {}

    /** The results in submission order. The first failure cancels the rest. */
    static <T> List<T> all(List<Callable<T>> work) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var futures = new ArrayList<Future<T>>();
            work.forEach(one -> futures.add(pool.submit(one)));
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException known
                    ? known
                    : new EvidenceException(
                            "a file cannot be used: " + failure.getCause(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EvidenceException("interrupted", stopped);
        } finally {
            pool.shutdownNow();
            pool.close();
        }
    }
}
