package org.registryfleet.replay.stream;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Counts the records read in all partitions and reports the total periodically. */
final class ReadCounter {

    private static final int TELL_EACH = 10_000;

    private final LongConsumer progress;
    private final AtomicLong read = new AtomicLong();

    ReadCounter(LongConsumer progress) {
        this.progress = progress;
    }

    /** Adds records that an earlier run has read. */
    void skipped(long records) {
        progress.accept(read.addAndGet(records));
    }

    void read() {
        var count = read.incrementAndGet();
        if (count % TELL_EACH == 0) {
            progress.accept(count);
        }
    }
}
