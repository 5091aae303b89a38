package org.registryfleet.audit.file;

import java.util.concurrent.atomic.AtomicLong;

/** Sums the progress of several partitions and reports it periodically. */
final class ProgressCounter {

    static final int STEP = 4096;

    private final ExportProgress progress;
    private final long total;
    private final AtomicLong done = new AtomicLong();

    ProgressCounter(ExportProgress progress, long total) {
        this.progress = progress;
        this.total = total;
    }

    void add(long count) {
        progress.reached(done.addAndGet(count), total);
    }
}
