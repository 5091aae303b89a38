package org.registryfleet.stageservice;

import java.time.Duration;
import java.util.stream.IntStream;

/** Histogram buckets: few, because each is a time series for every combination of labels. */
final class HistogramBuckets {

    /** For durations inside a process. */
    static final Duration[] OF_A_PROCESS = millis(1, 5, 25, 100, 500, 2_500);

    /** For durations that include a managed cluster or Kafka. */
    static final Duration[] OF_A_FLEET =
            millis(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000, 300_000);

    private HistogramBuckets() {}

    private static Duration[] millis(int... bounds) {
        return IntStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
