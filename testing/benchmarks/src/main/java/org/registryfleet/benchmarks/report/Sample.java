package org.registryfleet.benchmarks.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Durations of many runs of the same thing; percentiles by nearest rank, in milliseconds. */
public final class Sample {

    private final List<Double> sorted;

    private Sample(List<Double> sorted) {
        this.sorted = sorted;
    }

    /** Of at least one duration. */
    public static Sample of(Collection<Duration> durations) {
        if (durations.isEmpty()) {
            throw new IllegalArgumentException("a sample of nothing");
        }
        var millis = new ArrayList<Double>();
        durations.forEach(duration -> millis.add(duration.toNanos() / 1e6));
        millis.sort(null);
        return new Sample(List.copyOf(millis));
    }

    public double median() {
        return percentile(50);
    }

    public double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    @Override
    public String toString() {
        return "median %s, p95 %s, p99 %s, max %s ms (n = %d)"
                .formatted(
                        Numbers.shown(median()),
                        Numbers.shown(percentile(95)),
                        Numbers.shown(percentile(99)),
                        Numbers.shown(sorted.getLast()),
                        sorted.size());
    }
}
