package org.registryfleet.benchmarks.report;

import java.lang.management.ManagementFactory;

/** Processor time of this process: says what something costs also while others use the machine. */
public final class Processor {

    private final long begin = used();

    /** Begins to count. */
    public static Processor begin() {
        return new Processor();
    }

    /** Seconds of processor time of all threads since the beginning. */
    public double seconds() {
        return (used() - begin) / 1e9;
    }

    private static long used() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
