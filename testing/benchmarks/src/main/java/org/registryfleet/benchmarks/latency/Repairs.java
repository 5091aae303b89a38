package org.registryfleet.benchmarks.latency;

import org.registryfleet.benchmarks.fleet.BenchFleet;
import org.registryfleet.benchmarks.fleet.BenchObjects;
import org.registryfleet.benchmarks.fleet.Pause;
import org.registryfleet.benchmarks.fleet.StatusArrival;
import org.registryfleet.benchmarks.report.Sample;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.bootstrap.DemoPlatform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long clusters wait for the repair of a deleted Service. */
record Repairs(int rounds) {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** A cluster of the fleet whose registry is deployed. */
    static SimulatedCluster managed(BenchFleet fleet, String id) {
        var cluster = fleet.add(id, ClusterProfile.demo(DemoPlatform.VSPHERE, id));
        fleet.register(id);
        cluster.patch(BenchObjects.CONFIG, BenchObjects.managed("emptyDir"));
        awaitService(cluster);
        return cluster;
    }

    Sample in(List<SimulatedCluster> clusters) {
        var times = new ArrayList<Duration>();
        for (int i = 0; i < rounds; i++) {
            clusters.forEach(cluster -> times.add(repair(cluster)));
        }
        return Sample.of(times);
    }

    private static Duration repair(SimulatedCluster cluster) {
        awaitService(cluster);
        try (var creation = StatusArrival.ofCreation(cluster, BenchObjects.SERVICE)) {
            cluster.delete(BenchObjects.SERVICE);
            return creation.since(System.nanoTime());
        }
    }

    private static void awaitService(SimulatedCluster cluster) {
        Pause.until(() -> cluster.get(BenchObjects.SERVICE).isPresent(), LIMIT, "the Service");
    }
}
