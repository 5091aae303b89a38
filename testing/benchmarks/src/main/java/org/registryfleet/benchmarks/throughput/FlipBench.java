package org.registryfleet.benchmarks.throughput;

import org.registryfleet.benchmarks.fleet.Pause;
import org.registryfleet.benchmarks.report.Figure;
import org.registryfleet.benchmarks.report.Numbers;
import org.registryfleet.benchmarks.report.Processor;
import org.registryfleet.benchmarks.report.Report;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.schemas.Topics;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every status of a large fleet turns at once: 3,000 paper clusters, 45 changes each, of which the
 * last one takes the registry's pods away. It ends when every cluster's own status says so.
 */
public final class FlipBench {

    private static final int STATUSES = 45;
    private static final int CLUSTERS = 3_000;
    private static final double BAR_SECONDS = 90;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Report report;
    private final int clusters;
    private final Set<String> down = ConcurrentHashMap.newKeySet();

    /** With fewer clusters than 3,000 the bar is lower in proportion. */
    public FlipBench(Report report, int clusters) {
        this.report = report;
        this.clusters = clusters;
    }

    public void run() {
        try (var bench = SyntheticBench.of(clusters)) {
            var runs = bench.startAll();
            try (var _ =
                    bench.log().follow(Topics.STATUS, record -> seen((ClusterStatus) record))) {
                var processor = Processor.begin();
                long begin = System.nanoTime();
                flip(bench);
                Pause.until(() -> down.size() == clusters, LIMIT, "the flip of every status");
                runs.forEach(bench::awaitCaughtUp);
                report.add(
                        Figure.atMost(
                                "flip of %,d statuses (%,d clusters × %d)"
                                        .formatted(clusters * STATUSES, clusters, STATUSES),
                                (System.nanoTime() - begin) / 1e9,
                                BAR_SECONDS * clusters / CLUSTERS,
                                "s"));
                costs(processor);
            }
            runs.forEach(StageRun::close);
        }
    }

    private void costs(Processor processor) {
        report.add(
                Figure.informs(
                        "processor time of it, Kafka and the writing included",
                        Numbers.shown(processor.seconds()) + " s"));
    }

    private void flip(SyntheticBench bench) {
        for (int i = 1; i < STATUSES; i++) {
            for (int number = 0; number < clusters; number++) {
                bench.fleet().change(SyntheticFleet.name(number));
            }
        }
        for (int number = 0; number < clusters; number++) {
            bench.fleet().report(SyntheticFleet.name(number), false);
        }
        bench.log().flush();
    }

    private void seen(ClusterStatus status) {
        if (status.getReadyReplicas() == 0 && !status.getSummary().equals("Available")) {
            down.add(status.getCluster());
        } else {
            down.remove(status.getCluster());
        }
    }
}
