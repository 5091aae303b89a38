package org.registryfleet.benchmarks.latency;

import org.registryfleet.benchmarks.fleet.BenchFleet;
import org.registryfleet.benchmarks.fleet.BenchObjects;
import org.registryfleet.benchmarks.fleet.Pause;
import org.registryfleet.benchmarks.fleet.StatusArrival;
import org.registryfleet.benchmarks.report.Figure;
import org.registryfleet.benchmarks.report.Report;
import org.registryfleet.benchmarks.report.Sample;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.bootstrap.DemoPlatform;
import org.registryfleet.simulated.kubelet.KubeletFeature;
import org.registryfleet.simulated.kubelet.KubeletSettings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Warm clusters without a kubelet, one after the other, from the return of a write until what
 * follows from it is in the API server. Between two steps all are at rest, as in the measurement of
 * the reference.
 */
public final class LatencyBench {

    private static final Duration REST = Duration.ofMillis(150);

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** An object that is made 20 times in ten minutes is slowed, and a round makes two. */
    private static final int ROUNDS_OF_A_CLUSTER = 8;

    /** The times of one round. */
    private record Round(
            Duration deployed, Duration available, Duration updated, Duration repaired) {}

    private final Report report;
    private final int rounds;
    private final int warmUp;

    public LatencyBench(Report report, int rounds, int warmUp) {
        this.report = report;
        this.rounds = rounds;
        this.warmUp = warmUp;
    }

    public void run() {
        try (var fleet = BenchFleet.start()) {
            var clusters = clusters(fleet);
            emptyDir(rounds(fleet, clusters, "emptyDir", rounds));
            var pvc = sample(rounds(fleet, clusters, "pvc", rounds / 2), Round::deployed);
            report.add(
                    Figure.atMost(
                            "Removed → Managed (pvc) until the Deployment exists, median",
                            pvc.median(),
                            48,
                            "ms"));
            report.add(Figure.informs("the same, all", pvc.toString()));
        }
    }

    /** As often as it is measured. */
    private Iterator<SimulatedCluster> clusters(BenchFleet fleet) {
        var clusters = new ArrayList<SimulatedCluster>();
        int all = 2 * warmUp + rounds + rounds / 2;
        for (int i = 0; i < all; i += ROUNDS_OF_A_CLUSTER) {
            var name = "latency-" + i / ROUNDS_OF_A_CLUSTER;
            var cluster = fleet.add(name, profile(name));
            fleet.register(name);
            clusters.addAll(Collections.nCopies(ROUNDS_OF_A_CLUSTER, cluster));
        }
        fleet.awaitStill(Duration.ofSeconds(2));
        return clusters.iterator();
    }

    private List<Round> rounds(
            BenchFleet fleet, Iterator<SimulatedCluster> clusters, String storage, int wanted) {
        var times = new ArrayList<Round>();
        for (int i = -warmUp; i < wanted; i++) {
            var round = new Steps(fleet, clusters.next(), storage).round(i);
            if (i >= 0) {
                times.add(round);
            }
        }
        return times;
    }

    private void emptyDir(List<Round> times) {
        var deployed = sample(times, Round::deployed);
        report.add(
                Figure.atMost(
                        "Removed → Managed (emptyDir) until the Deployment exists, median",
                        deployed.median(),
                        40,
                        "ms"));
        report.add(Figure.atMost("the same, p99", deployed.percentile(99), 200, "ms"));
        report.add(Figure.informs("the same, all", deployed.toString()));
        bar(
                "Deployment available → ClusterOperator Available=True",
                sample(times, Round::available),
                26);
        bar("Service deleted → exists again", sample(times, Round::repaired), 16);
        bar("logLevel patched → Deployment updated", sample(times, Round::updated), 23);
    }

    private void bar(String what, Sample sample, double bar) {
        report.add(Figure.atMost(what + ", median", sample.median(), bar, "ms"));
        report.add(Figure.informs("the same, all", sample.toString()));
    }

    private static Sample sample(List<Round> rounds, Function<Round, Duration> time) {
        return Sample.of(rounds.stream().map(time).toList());
    }

    private static ClusterProfile profile(String name) {
        return ClusterProfile.demo(DemoPlatform.VSPHERE, name)
                .withKubelet(
                        KubeletSettings.of(
                                KubeletFeature.GARBAGE,
                                KubeletFeature.DAEMON_SETS,
                                KubeletFeature.SERVICE_CA));
    }

    private record Steps(BenchFleet fleet, SimulatedCluster cluster, String storage) {

        private Round round(int number) {
            var level = number % 2 == 0 ? "Debug" : "Normal";
            var round =
                    new Round(
                            time(
                                    creation(BenchObjects.DEPLOYMENT),
                                    () -> config(BenchObjects.managed(storage))),
                            time(condition(), () -> report(true)),
                            time(update(), () -> config(BenchObjects.logLevel(level))),
                            time(creation(BenchObjects.SERVICE), this::deleteService));
            report(false);
            config(BenchObjects.removed());
            Pause.until(() -> cluster.get(BenchObjects.DEPLOYMENT).isEmpty(), LIMIT, "removal");
            fleet.awaitStill(REST);
            config(BenchObjects.withoutStorage());
            fleet.awaitStill(REST);
            return round;
        }

        private void deleteService() {
            Pause.until(() -> cluster.get(BenchObjects.SERVICE).isPresent(), LIMIT, "the Service");
            cluster.delete(BenchObjects.SERVICE);
        }

        private Duration time(StatusArrival sighting, Runnable write) {
            try (sighting) {
                write.run();
                var time = sighting.since(System.nanoTime());
                fleet.awaitStill(REST);
                return time;
            }
        }

        private void config(com.fasterxml.jackson.databind.node.ObjectNode patch) {
            cluster.patch(BenchObjects.CONFIG, patch);
        }

        private void report(boolean isAvailable) {
            var deployment = cluster.get(BenchObjects.DEPLOYMENT).orElseThrow();
            cluster.patchStatus(
                    BenchObjects.DEPLOYMENT,
                    BenchObjects.available(
                            deployment.path("metadata").path("generation").asLong(),
                            deployment.path("spec").path("replicas").asInt(),
                            isAvailable));
        }

        private StatusArrival creation(org.registryfleet.simulated.SimulatedObjectRef ref) {
            return StatusArrival.ofCreation(cluster, ref);
        }

        private StatusArrival update() {
            return StatusArrival.ofUpdate(cluster, BenchObjects.DEPLOYMENT);
        }

        private StatusArrival condition() {
            return StatusArrival.ofCondition(cluster, BenchObjects.CLUSTER_OPERATOR, "Available");
        }
    }
}
