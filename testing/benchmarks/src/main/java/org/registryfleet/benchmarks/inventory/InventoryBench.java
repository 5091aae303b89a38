package org.registryfleet.benchmarks.inventory;

import org.registryfleet.benchmarks.report.Figure;
import org.registryfleet.benchmarks.report.HeapWatch;
import org.registryfleet.benchmarks.report.Numbers;
import org.registryfleet.benchmarks.report.Processor;
import org.registryfleet.benchmarks.report.Report;
import org.registryfleet.localfleet.inventory.HubImport;

import java.time.Duration;

/**
 * The Secrets of one hub, from the start of the inventory until the log has a registration of each,
 * and what the inventory then holds in memory.
 */
public final class InventoryBench {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int SECONDS = 60;
    private static final int MEBIBYTES = 100;
    private static final int PAGE = 500;

    private final Report report;
    private final int clusters;

    public InventoryBench(Report report, int clusters) {
        this.report = report;
        this.clusters = clusters;
    }

    /** Measures. */
    public void run() {
        try (var hub = new HubImport(clusters)) {
            double before = heap();
            var processor = Processor.begin();
            long begin = System.nanoTime();
            try (var _ = hub.start()) {
                if (!hub.await(LIMIT)) {
                    throw new IllegalStateException(
                            "registered after %s: %d of %d"
                                    .formatted(LIMIT, hub.registered().size(), clusters));
                }
                double seconds = (System.nanoTime() - begin) / 1e9;
                report.add(
                        Figure.atMost(
                                "%,d Secrets of one hub, until the log has the last registration"
                                        .formatted(clusters),
                                seconds,
                                SECONDS,
                                "s"));
                report.add(
                        Figure.informs(
                                "processor time of everything",
                                Numbers.shown(processor.seconds()) + " s"));
                report.add(
                        Figure.atMost(
                                "pages of Secrets that the hub was asked for",
                                hub.pages(),
                                Math.ceilDiv(clusters, PAGE),
                                "pages"));
                report.add(
                        Figure.atMost(
                                "live heap that the inventory added",
                                heap() - before,
                                MEBIBYTES,
                                "MiB"));
            }
        }
    }

    private static double heap() {
        var watch = new HeapWatch();
        watch.reached(1, 1);
        return watch.mebibytes();
    }
}
