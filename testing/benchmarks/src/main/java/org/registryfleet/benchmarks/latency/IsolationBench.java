package org.registryfleet.benchmarks.latency;

import org.registryfleet.benchmarks.fleet.BenchFleet;
import org.registryfleet.benchmarks.fleet.BenchObjects;
import org.registryfleet.benchmarks.report.Figure;
import org.registryfleet.benchmarks.report.Report;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.server.Fault;

import java.time.Duration;
import java.util.ArrayList;

/**
 * One per cent of the clusters answers nothing, though there is something to do in it: how long the
 * others wait for the repair of a deleted Service, compared with before.
 */
public final class IsolationBench {

    private static final double BAR = 1.2;
    private static final int ONE_PER_CENT = 100;
    private static final Duration REST = Duration.ofSeconds(2);

    private final Report report;
    private final int clusters;
    private final int rounds;

    public IsolationBench(Report report, int clusters, int rounds) {
        this.report = report;
        this.clusters = clusters;
        this.rounds = rounds;
    }

    public void run() {
        try (var fleet = BenchFleet.start()) {
            var hanging = new ArrayList<SimulatedCluster>();
            var healthy = new ArrayList<SimulatedCluster>();
            for (int number = 0; number < clusters; number++) {
                (number % ONE_PER_CENT == 0 ? hanging : healthy)
                        .add(Repairs.managed(fleet, "isolation-" + number));
            }
            fleet.awaitStill(REST);
            var repairs = new Repairs(rounds);
            repairs.in(healthy);
            var before = repairs.in(healthy);
            hanging.forEach(IsolationBench::hang);
            var during = repairs.in(healthy);
            report.add(
                    Figure.atMost(
                            "repair in %d clusters while %d hang, p99 compared with before"
                                    .formatted(healthy.size(), hanging.size()),
                            during.percentile(99) / before.percentile(99),
                            BAR,
                            "×"));
            report.add(Figure.informs("before", before.toString()));
            report.add(Figure.informs("while they hang", during.toString()));
        }
    }

    private static void hang(SimulatedCluster cluster) {
        cluster.faults().always(new Fault.Hang());
        cluster.delete(BenchObjects.SERVICE);
    }
}
