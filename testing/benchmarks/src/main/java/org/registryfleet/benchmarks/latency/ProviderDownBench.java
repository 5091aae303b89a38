package org.registryfleet.benchmarks.latency;

import org.registryfleet.benchmarks.fleet.BenchFleet;
import org.registryfleet.benchmarks.fleet.BenchObjects;
import org.registryfleet.benchmarks.fleet.Pause;
import org.registryfleet.benchmarks.report.Figure;
import org.registryfleet.benchmarks.report.Report;
import org.registryfleet.simulated.SimulatedCluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Every fifth cluster wants a bucket of a provider that takes connections and never answers: how
 * long the others wait for the repair of a deleted Service, compared with before.
 */
public final class ProviderDownBench {

    private static final double BAR = 1.2;
    private static final int EVERY = 5;
    private static final Duration REST = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Report report;
    private final int clusters;
    private final int rounds;

    public ProviderDownBench(Report report, int clusters, int rounds) {
        this.report = report;
        this.clusters = clusters;
        this.rounds = rounds;
    }

    public void run() {
        try (var fleet = BenchFleet.start();
                var silent = new ServerSocket(0, clusters * 10, InetAddress.getLoopbackAddress())) {
            var waiting = new ArrayList<SimulatedCluster>();
            var others = new ArrayList<SimulatedCluster>();
            for (int number = 0; number < clusters; number++) {
                (number % EVERY == 0 ? waiting : others)
                        .add(Repairs.managed(fleet, "provider-" + number));
            }
            fleet.awaitStill(REST);
            var repairs = new Repairs(rounds);
            repairs.in(others);
            var before = repairs.in(others);
            var endpoint = "http://127.0.0.1:" + silent.getLocalPort();
            for (var cluster : waiting) {
                cluster.apply(BenchObjects.s3Key("shared"));
                cluster.patch(BenchObjects.CONFIG, BenchObjects.onS3(endpoint));
            }
            waiting.forEach(ProviderDownBench::awaitMessage);
            var during = repairs.in(others);
            report.add(
                    Figure.atMost(
                            "repair in %d clusters while the provider of %d is silent, p99 compared with before"
                                    .formatted(others.size(), waiting.size()),
                            during.percentile(99) / before.percentile(99),
                            BAR,
                            "×"));
            report.add(Figure.informs("before", before.toString()));
            report.add(Figure.informs("while it is silent", during.toString()));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot listen on the loopback interface", failure);
        }
    }

    /** Its Config tells of the outage. */
    private static void awaitMessage(SimulatedCluster cluster) {
        Pause.until(
                () ->
                        cluster.get(BenchObjects.CONFIG)
                                .filter(config -> config.toString().contains("deadline exceeded"))
                                .isPresent(),
                LIMIT,
                "what the provider of " + cluster.id() + " says");
    }
}
