package org.registryfleet.benchmarks.throughput;

import org.registryfleet.benchmarks.fleet.BenchFleet;
import org.registryfleet.benchmarks.fleet.BenchObjects;
import org.registryfleet.benchmarks.fleet.Pause;
import org.registryfleet.benchmarks.fleet.StatusArrival;
import org.registryfleet.benchmarks.report.Figure;
import org.registryfleet.benchmarks.report.Report;
import org.registryfleet.clusteraccess.execution.ExternalResourceRequest;
import org.registryfleet.clusteraccess.execution.ExternalResourceResult;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.objectstorage.EndpointOverride;
import org.registryfleet.objectstorage.ProviderTimeouts;
import org.registryfleet.objectstorage.dispatch.ObjectStorage;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.bootstrap.DemoPlatform;
import org.registryfleet.simulatedcloud.SimulatedCloud;
import org.registryfleet.simulatedcloud.s3.SimulatedS3;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;

/**
 * All clusters get a bucket of one S3 server at the same moment, with the same account: the time
 * until every Config says that its bucket exists. Their registries are deployed meanwhile. Both
 * ends of 36 watches over HTTP/1.1 are in this process, some 75 open files a cluster: 260 are too
 * many for 20,000. {@link BucketFleetBench} does without watches, and the executor alone makes the
 * buckets of 1,000.
 */
public final class BucketsBench {

    private static final double BAR_SECONDS = 120;
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final int BUCKETS = 1_000;
    private static final String SERVER = "server";

    private final Report report;
    private final int clusters;

    public BucketsBench(Report report, int clusters) {
        this.report = report;
        this.clusters = clusters;
    }

    public void run() {
        executorAlone();
        try (var fleet = BenchFleet.start();
                var cloud = SimulatedCloud.start()) {
            var all = new ArrayList<SimulatedCluster>();
            for (int number = 0; number < clusters; number++) {
                var id = "bucket-" + number;
                var cluster = fleet.add(id, ClusterProfile.demo(DemoPlatform.VSPHERE, id));
                cluster.apply(BenchObjects.s3Key("shared"));
                fleet.announce(id);
                all.add(cluster);
            }
            all.forEach(one -> await(() -> hasReported(one), "the first report of " + one.id()));
            fleet.awaitStill(REST);
            var server = cloud.space(SERVER).s3();
            var endpoint = cloud.address(SERVER) + "/s3.bench.test";
            long begin = System.nanoTime();
            all.forEach(one -> one.patch(BenchObjects.CONFIG, BenchObjects.onS3(endpoint)));
            await(() -> server.names().size() == clusters, "the buckets");
            double made = seconds(begin);
            all.forEach(one -> await(() -> hasBucket(one), "the bucket of " + one.id()));
            report.add(
                    Figure.atMost(
                            "%d clusters on one S3 server provisioned".formatted(clusters),
                            seconds(begin),
                            BAR_SECONDS,
                            "s"));
            report.add(Figure.informs("the last bucket was made after", "%.1f s".formatted(made)));
            report.add(
                    Figure.informs(
                            "requests to the server",
                            String.valueOf(cloud.space(SERVER).calls().size())));
        }
    }

    private void executorAlone() {
        try (var cloud = SimulatedCloud.start();
                var executor =
                        new ObjectStorage(
                                ProviderTimeouts.STANDARD,
                                EndpointOverride.NONE,
                                BucketsBench::key);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var server = cloud.space(SERVER).s3();
            var endpoint = cloud.address(SERVER) + "/s3.bench.test";
            long begin = System.nanoTime();
            for (int number = 0; number < BUCKETS; number++) {
                var call = BenchObjects.bucket("cluster-" + number, endpoint);
                threads.execute(() -> make(executor, call));
            }
            await(() -> secured(server) == BUCKETS, "the buckets of the executor alone");
            report.add(
                    Figure.atMost(
                            "%d buckets on one S3 server, executor alone".formatted(BUCKETS),
                            seconds(begin),
                            BAR_SECONDS,
                            "s"));
        }
    }

    /** As a stage does: what is to be done later is asked for again. */
    private static void make(ObjectStorage executor, ExternalResourceRequest call) {
        while (executor.carryOut(call) instanceof ExternalResourceResult.Failed failed) {
            if (failed.isRefused()) {
                throw new IllegalStateException(failed.message());
            }
            Pause.of(failed.retryAfter());
        }
    }

    private static long secured(SimulatedS3 server) {
        return server.names().stream()
                .filter(
                        name ->
                                server.find(name)
                                        .filter(b -> b.properties().containsKey("lifecycle"))
                                        .isPresent())
                .count();
    }

    private static Digester key() {
        return Digester.of("a key of the benchmarks, 32 bytes".getBytes(StandardCharsets.UTF_8));
    }

    private static boolean hasReported(SimulatedCluster cluster) {
        return cluster.get(BenchObjects.CLUSTER_OPERATOR)
                .filter(object -> object.path("status").hasNonNull("conditions"))
                .isPresent();
    }

    private static boolean hasBucket(SimulatedCluster cluster) {
        return cluster.get(BenchObjects.CONFIG)
                .filter(config -> StatusArrival.isTrue(config, "StorageExists"))
                .isPresent();
    }

    private static void await(java.util.function.BooleanSupplier condition, String what) {
        Pause.until(condition, LIMIT, what);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
