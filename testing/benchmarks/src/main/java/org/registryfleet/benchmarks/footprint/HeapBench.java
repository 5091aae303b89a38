package org.registryfleet.benchmarks.footprint;

import org.registryfleet.benchmarks.fleet.BenchFleet;
import org.registryfleet.benchmarks.fleet.BenchObjects;
import org.registryfleet.benchmarks.fleet.Pause;
import org.registryfleet.benchmarks.report.Figure;
import org.registryfleet.benchmarks.report.Report;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Heap in use after a collection, before and after the control plane has taken simulated clusters
 * into the fleet and deployed a registry in each. What the simulation and Kafka need for that is in
 * it, so the figure is an upper bound.
 */
public final class HeapBench {

    private static final double MEBIBYTE = 1 << 20;
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Report report;
    private final int clusters;

    public HeapBench(Report report, int clusters) {
        this.report = report;
        this.clusters = clusters;
    }

    public void run() {
        // as in production, where stages keep on disk what they know
        try (var fleet = BenchFleet.start(Map.of("fleet.store", "rocksdb"))) {
            add(fleet, "warm").forEach(id -> take(fleet, id));
            fleet.awaitStill(REST);
            var ids = IntStream.range(0, clusters).mapToObj(i -> "heap-" + i).toList();
            ids.forEach(id -> add(fleet, id));
            double before = used();
            ids.forEach(id -> take(fleet, id));
            fleet.awaitStill(REST);
            double each = (used() - before) / clusters / MEBIBYTE;
            report.add(
                    Figure.atMost(
                            "heap per watched cluster with its registry, %d clusters"
                                    .formatted(clusters),
                            each,
                            1,
                            "MiB"));
        }
    }

    private static List<String> add(BenchFleet fleet, String id) {
        fleet.add(id, ClusterProfile.demo(DemoPlatform.VSPHERE, id));
        return List.of(id);
    }

    private static void take(BenchFleet fleet, String id) {
        fleet.register(id);
        var cluster = fleet.clusters().cluster(id);
        cluster.patch(BenchObjects.CONFIG, BenchObjects.managed("emptyDir"));
        Pause.until(
                () -> cluster.get(BenchObjects.DEPLOYMENT).isPresent(), LIMIT, "the Deployment");
    }

    private static double used() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
