package org.registryfleet.benchmarks.report;

import org.registryfleet.audit.file.ExportProgress;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/** What was still in use after each collection of garbage while a work went on. */
public final class HeapWatch implements ExportProgress {

    private static final double MIB = 1 << 20;
    private static final int SAMPLES = 20;

    private final AtomicLong most = new AtomicLong();
    private final AtomicLong samples = new AtomicLong();

    @Override
    public void reached(long done, long total) {
        long due = total == 0 ? 0 : done * SAMPLES / total;
        if (samples.getAndSet(due) < due) {
            var memory = ManagementFactory.getMemoryMXBean();
            memory.gc();
            most.accumulateAndGet(memory.getHeapMemoryUsage().getUsed(), Math::max);
        }
    }

    /** The most of it. */
    public double mebibytes() {
        return most.get() / MIB;
    }
}
