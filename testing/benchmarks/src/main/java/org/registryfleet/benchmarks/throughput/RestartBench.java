package org.registryfleet.benchmarks.throughput;

import org.registryfleet.benchmarks.fleet.Pause;
import org.registryfleet.benchmarks.report.Figure;
import org.registryfleet.benchmarks.report.Numbers;
import org.registryfleet.benchmarks.report.Processor;
import org.registryfleet.benchmarks.report.Report;
import org.registryfleet.stage.runtime.StageDefinition;

import java.time.Duration;

/**
 * Each stage stops, misses one change of every tenth cluster, and starts again on what it has on
 * disk: from the start until it has taken in everything that it missed.
 */
public final class RestartBench {

    private static final double BAR_SECONDS = 30;
    private static final int EVERY = 10;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Report report;
    private final int clusters;

    /** The bar is for 5,000 clusters. */
    public RestartBench(Report report, int clusters) {
        this.report = report;
        this.clusters = clusters;
    }

    public void run() {
        try (var bench = SyntheticBench.of(clusters)) {
            StageSelection.all().forEach(definition -> restart(bench, definition));
        }
    }

    private void restart(SyntheticBench bench, StageDefinition<?> definition) {
        try (var run = bench.start(definition, false)) {
            bench.awaitCaughtUp(run);
        }
        int missed = 0;
        for (int number = 0; number < clusters; number += EVERY) {
            bench.fleet().report(SyntheticFleet.name(number), false);
            missed++;
        }
        bench.log().flush();
        int expected = missed;
        var processor = Processor.begin();
        long begin = System.nanoTime();
        try (var run = bench.start(definition, false)) {
            Pause.until(() -> run.records() >= expected, LIMIT, "the restart");
            report.add(
                    Figure.atMost(
                            "restart of the %s stage, %,d clusters, until it is up to date"
                                    .formatted(definition.stage().name(), clusters),
                            (System.nanoTime() - begin) / 1e9,
                            BAR_SECONDS,
                            "s"));
            report.add(
                    Figure.informs(
                            "processor time of it", Numbers.shown(processor.seconds()) + " s"));
        }
    }
}
