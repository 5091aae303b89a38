package org.registryfleet.benchmarks.throughput;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.registryfleet.benchmarks.fleet.BenchObjects;
import org.registryfleet.benchmarks.fleet.Pause;
import org.registryfleet.benchmarks.report.Figure;
import org.registryfleet.benchmarks.report.Numbers;
import org.registryfleet.benchmarks.report.Processor;
import org.registryfleet.benchmarks.report.Report;
import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.schemas.TopicFollower;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.bootstrap.DemoPlatform;
import org.registryfleet.simulatedcloud.LoggedCall;
import org.registryfleet.simulatedcloud.SimulatedCloud;
import org.registryfleet.simulatedcloud.s3.SimulatedBucket;
import org.registryfleet.stage.view.ObjectRef;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Clusters of AWS come into the fleet at the same moment, all with one account of one S3 server:
 * the time from the first observation until the status of every one says that its registry is
 * available and its bucket there. Kafka, the stages, and the executor for buckets are the real
 * ones; the clusters' API servers are paper.
 */
public final class BucketFleetBench {

    private static final double BAR_SECONDS = 120;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String PATTERN = "cluster-of-paper";
    private static final String SERVER = "server";

    private final Report report;
    private final int clusters;
    private final Set<String> available = ConcurrentHashMap.newKeySet();

    public BucketFleetBench(Report report, int clusters) {
        this.report = report;
        this.clusters = clusters;
    }

    /** Measures. */
    public void run() {
        var profile =
                ClusterProfile.demo(DemoPlatform.AWS, PATTERN)
                        .withObjects(List.of(BenchObjects.mintedKey("shared")));
        var pattern = Recording.untouched(PATTERN, profile);
        try (var workspace = Workspace.temporary();
                var kafka = LocalKafka.start(workspace.folder("kafka"));
                var log = new BenchLog(kafka.bootstrapServers());
                var cloud = SimulatedCloud.start();
                var clouds =
                        new SyntheticClouds(workspace.folder("keeper"), cloud.address(SERVER))) {
            cloud.space(SERVER);
            log.createTopics();
            var api = new SyntheticApi(pattern, PATTERN, log);
            var executors = executors(api, clouds, log);
            var stages = stages(log, workspace);
            try (var _ = log.follow(Topics.STATUS, one -> seen((ClusterStatus) one))) {
                measure(api, clouds, log);
            } finally {
                stages.forEach(StageRun::close);
                executors.forEach(TopicFollower::close);
            }
            judge(cloud);
        }
    }

    private void measure(SyntheticApi api, SyntheticClouds clouds, BenchLog log) {
        var processor = Processor.begin();
        long begin = System.nanoTime();
        for (int number = 0; number < clusters; number++) {
            clouds.add(SyntheticFleet.name(number));
            api.add(SyntheticFleet.name(number));
        }
        log.flush();
        Pause.until(() -> available.size() == clusters, LIMIT, "available registries");
        report.add(
                Figure.atMost(
                        "%,d clusters on one S3 server, from nothing to an available registry"
                                .formatted(clusters),
                        (System.nanoTime() - begin) / 1e9,
                        BAR_SECONDS,
                        "s"));
        report.add(
                Figure.informs(
                        "processor time of everything, Kafka and the S3 server included",
                        Numbers.shown(processor.seconds()) + " s"));
    }

    /** What the server says. */
    private void judge(SimulatedCloud cloud) {
        var server = cloud.space(SERVER).s3();
        var names = IntStream.range(0, clusters).mapToObj(SyntheticFleet::name).toList();
        Predicate<String> hasOne =
                cluster ->
                        server.names().stream()
                                        .filter(name -> name.startsWith(cluster + "-x7k2p-"))
                                        .flatMap(name -> server.find(name).stream())
                                        .filter(bucket -> isSecured(bucket, cluster + "-x7k2p"))
                                        .count()
                                == 1;
        report.add(
                Figure.atLeast(
                        "clusters with one bucket that is marked as theirs, encrypted and closed",
                        (double) names.stream().filter(hasOne).count(),
                        clusters,
                        "clusters"));
        report.add(Figure.atMost("buckets", server.names().size(), clusters, "buckets"));
        var calls = cloud.space(SERVER).calls();
        report.add(
                Figure.informs(
                        "requests to make a bucket, repeated ones included",
                        Numbers.shown(
                                (double)
                                        calls.stream()
                                                .filter(BucketFleetBench::makesBucket)
                                                .count())));
        report.add(Figure.informs("requests to the server", Numbers.shown(calls.size())));
    }

    private static boolean isSecured(SimulatedBucket bucket, String owner) {
        var properties = bucket.properties();
        var tags = properties.getOrDefault("tagging", "");
        return tags.contains("<Key>registry-fleet</Key><Value>%s</Value>".formatted(owner))
                && tags.contains(
                        "<Key>kubernetes.io/cluster/%s</Key><Value>owned</Value>".formatted(owner))
                && properties
                        .keySet()
                        .containsAll(Set.of("encryption", "publicAccessBlock", "lifecycle"));
    }

    private static boolean makesBucket(LoggedCall call) {
        return call.method().equals("PUT") && !call.target().contains("?");
    }

    private static List<TopicFollower> executors(
            SyntheticApi api, SyntheticClouds clouds, BenchLog log) {
        var tails = new ArrayList<TopicFollower>();
        for (var stage : StageSelection.all()) {
            if (stage.actionsTopic() != null && stage.outcomesTopic() != null) {
                var outcomes = stage.outcomesTopic();
                tails.add(
                        log.followRecords(
                                stage.actionsTopic(),
                                record -> carryOut(record, outcomes, api, clouds, log)));
            }
        }
        return tails;
    }

    private static void carryOut(
            ConsumerRecord<String, byte[]> record,
            String outcomes,
            SyntheticApi api,
            SyntheticClouds clouds,
            BenchLog log) {
        var action = (Action) log.decode(record.value());
        var cause = new Cause(record.topic(), record.partition(), record.offset());
        if (action.getObject().getApiVersion().startsWith(ObjectRef.OUTSIDE)) {
            clouds.carryOut(
                    action, cause, outcome -> log.send(outcomes, action.getCluster(), outcome));
        } else {
            log.send(outcomes, action.getCluster(), api.carryOut(action, cause));
        }
    }

    private static List<StageRun> stages(BenchLog log, Workspace workspace) {
        return StageSelection.all().stream()
                .map(
                        definition ->
                                new StageRun(
                                                definition,
                                                log.bootstrapServers(),
                                                workspace.folder(definition.stage().name()),
                                                true)
                                        .start())
                .toList();
    }

    private void seen(ClusterStatus status) {
        boolean hasBucket =
                status.getStorageKind().equals("S3")
                        && status.getConfigConditions().stream()
                                .anyMatch(
                                        one ->
                                                one.getType().equals("StorageExists")
                                                        && one.getStatus().equals("True"));
        if (hasBucket && status.getSummary().equals("Available")) {
            available.add(status.getCluster());
        } else {
            available.remove(status.getCluster());
        }
    }
}
