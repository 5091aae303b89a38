package org.registryfleet.benchmarks.latency;

import org.registryfleet.benchmarks.fleet.BenchFleet;
import org.registryfleet.benchmarks.fleet.BenchObjects;
import org.registryfleet.benchmarks.fleet.Pause;
import org.registryfleet.benchmarks.report.Figure;
import org.registryfleet.benchmarks.report.Report;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.FarLink;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;

/**
 * A cluster is taken in over a slow link that cuts idle connections: how long the others wait for
 * the repair of a deleted Service meanwhile, compared with before, and what the far one costs when
 * nothing happens in it.
 */
public final class FarAwayBench {

    private static final double BAR = 1.2;
    private static final double MINUTES_OF_A_DAY = 1440;
    private static final double MEBIBYTE = 1 << 20;
    private static final Duration REST = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(60);

    private final Report report;
    private final int clusters;
    private final int rounds;
    private final int idleMinutes;

    /**
     * @param idleMinutes how long the idle cluster is measured
     */
    public FarAwayBench(Report report, int clusters, int rounds, int idleMinutes) {
        this.report = report;
        this.clusters = clusters;
        this.rounds = rounds;
        this.idleMinutes = idleMinutes;
    }

    /** Measures the others, then the far one. */
    public void run() {
        try (var fleet = BenchFleet.start()) {
            var others = new ArrayList<SimulatedCluster>();
            for (int number = 1; number < clusters; number++) {
                others.add(Repairs.managed(fleet, "near-" + number));
            }
            fleet.awaitStill(REST);
            var repairs = new Repairs(rounds);
            repairs.in(others);
            var before = repairs.in(others);
            var server = URI.create(fleet.clusters().baseUrl(others.getFirst().id()));
            try (var link = new FarLink(server, IDLE_LIMIT)) {
                var profile = ClusterProfile.demo(DemoPlatform.VSPHERE, "far");
                var far = fleet.announce("far", profile, link);
                var during = repairs.in(others);
                report.add(
                        Figure.atMost(
                                "repair in %d clusters while one is taken in from far away, p99 compared with before"
                                        .formatted(others.size()),
                                during.percentile(99) / before.percentile(99),
                                BAR,
                                "×"));
                report.add(Figure.informs("before", before.toString()));
                report.add(Figure.informs("meanwhile", during.toString()));
                idle(fleet, far, link);
            }
        }
    }

    private void idle(BenchFleet fleet, SimulatedCluster far, FarLink link) {
        Pause.until(
                () -> far.get(BenchObjects.CLUSTER_OPERATOR).isPresent(),
                LIMIT,
                "the report of the far cluster");
        fleet.awaitStill(REST);
        Pause.of(IDLE_LIMIT);
        long start = link.bytes();
        int cut = link.cut();
        Pause.of(Duration.ofMinutes(idleMinutes));
        double day = (link.bytes() - start) * MINUTES_OF_A_DAY / idleMinutes;
        report.add(
                Figure.informs(
                        "an idle day of the far cluster, by %d minutes (connections cut: %d)"
                                .formatted(idleMinutes, link.cut() - cut),
                        String.format(Locale.ROOT, "%.1f MiB", day / MEBIBYTE)));
    }
}
