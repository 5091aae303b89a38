package org.registryfleet.localfleet.fault;

import static org.awaitility.Awaitility.await;

import org.jspecify.annotations.Nullable;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.localfleet.fault.FleetRecording.RecordedCluster;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.localfleet.pipeline.LocalDigestKey;
import org.registryfleet.localfleet.pipeline.LogTail;
import org.registryfleet.localfleet.pipeline.Pipeline;
import org.registryfleet.localfleet.pipeline.PipelineSettings;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ServerSettings;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedFleet;
import org.registryfleet.simulatedcloud.SimulatedCloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A recorded fleet that goes on: Kafka on the recorded data, the clusters and their clouds as they
 * were, and from {@link #start} on the services of today.
 */
final class TakenOver implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int ALL_REQUESTS = 100_000;

    /** A recording is older than any retention: nothing of it may go while the test looks. */
    private static final Map<String, String> KEEPS_EVERYTHING =
            Map.of(
                    "log.initial.task.delay.ms", String.valueOf(Integer.MAX_VALUE),
                    "log.cleaner.enable", "false",
                    "offsets.retention.minutes", String.valueOf(Integer.MAX_VALUE));

    static {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }

    private final Workspace workspace = Workspace.temporary();
    private final SimulatedFleet fleet = SimulatedFleet.start();
    private final SimulatedCloud cloud = SimulatedCloud.start();
    private final Map<String, RecordedCluster> recorded = new TreeMap<>();
    private final Map<String, ClusterStatus> statuses = new ConcurrentHashMap<>();
    private final Map<String, Integer> cloudCalls = new HashMap<>();
    private final Map<String, Set<String>> recordedBuckets = new HashMap<>();
    private final Set<String> watched = ConcurrentHashMap.newKeySet();
    private final AtomicLong records = new AtomicLong();
    private final LocalKafka kafka;
    private final LogTail log;
    private @Nullable Pipeline pipeline;

    /** Unpacks and starts everything but the services. */
    TakenOver(String recording) {
        FleetRecording.unpack(recording, workspace.root());
        FleetRecording.clusters(workspace.root()).forEach(this::restore);
        kafka = LocalKafka.start(workspace.folder("kafka"), KEEPS_EVERYTHING);
        FaultLab.createTopics(kafka.bootstrapServers());
        LogScan.topic(kafka.bootstrapServers(), Topics.STATUS)
                .forEach(record -> statuses.put(record.key(), status(record.value())));
        log = LogTail.start(kafka.bootstrapServers());
        log.listen((_, cluster, record) -> heard(cluster, record));
    }

    private static ClusterStatus status(byte[] value) {
        return Events.singleObject().decode(value, ClusterStatus.class);
    }

    /** The key that the recorded services used. */
    LocalDigestKey recordedKey() {
        return LocalDigestKey.in(workspace.root());
    }

    /** The services take over, with this key and these further properties. */
    void start(LocalDigestKey key, Map<String, String> properties) {
        pipeline =
                Pipeline.start(
                        new PipelineSettings(
                                kafka.bootstrapServers(),
                                workspace.folder("clusters"),
                                workspace.folder("state"),
                                _ -> Instant.now(),
                                key,
                                0,
                                properties,
                                this::cloudOf));
    }

    /** The services stop; they may be started again. */
    void stop() {
        java.util.Objects.requireNonNull(pipeline).close();
        pipeline = null;
        watched.clear();
    }

    Workspace workspace() {
        return workspace;
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    Set<String> clusters() {
        return recorded.keySet();
    }

    /** What a cluster was asked for before it was taken over. */
    RecordedCluster recorded(String cluster) {
        return recorded.get(cluster);
    }

    SimulatedCluster cluster(String id) {
        return fleet.cluster(id);
    }

    /** The last status that the log shows. */
    ClusterStatus status(String cluster) {
        return statuses.get(cluster);
    }

    /** The requests to the cloud of a cluster since it was restored. */
    List<String> cloudCalls(String cluster) {
        if (!cloud.has(cluster)) {
            return List.of();
        }
        var all = cloud.space(cluster).targets();
        return all.subList(cloudCalls.get(cluster), all.size());
    }

    /** What the cloud of a cluster holds for its registry. */
    Set<String> buckets(String cluster) {
        if (!cloud.has(cluster)) {
            return Set.of();
        }
        var space = cloud.space(cluster);
        return Stream.of(
                        space.s3().names(),
                        space.gcs().names(),
                        space.azure().names(),
                        space.swift().names())
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    /** The same before the services took over. */
    Set<String> recordedBuckets(String cluster) {
        return recordedBuckets.get(cluster);
    }

    /** Every cluster is watched, every stage has read everything, and nothing is written. */
    void awaitCalm() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .during(Duration.ofSeconds(3))
                .until(new Calm(-1)::isStill);
    }

    private final class Calm {
        private long last;

        Calm(long last) {
            this.last = last;
        }

        boolean isStill() {
            long now = records.get();
            boolean same = now == last;
            last = now;
            return same && watched.containsAll(clusters()) && hasReadAll();
        }
    }

    private boolean hasReadAll() {
        var running = java.util.Objects.requireNonNull(pipeline);
        return clusters().stream()
                .allMatch(
                        cluster ->
                                log.of(cluster).unanswered().isEmpty()
                                        && running.progress()
                                                .behind(log.of(cluster).places())
                                                .isEmpty());
    }

    private void restore(String id) {
        var kept = FleetRecording.cluster(workspace.root(), id);
        var profile =
                ClusterProfile.demo(kept.platform(), id)
                        .withSettings(ServerSettings.DEFAULT.withRequestLogLimit(ALL_REQUESTS));
        var cluster = fleet.addCluster(id, profile, kept.etcd());
        recorded.put(id, kept);
        if (!kept.cloud().isEmpty()) {
            kept.relive(cloud.space(id));
            cloudCalls.put(id, kept.cloud().size());
        }
        recordedBuckets.put(id, buckets(id));
        try {
            Files.writeString(workspace.folder("clusters").resolve(id), cluster.kubeconfig());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void heard(String cluster, Object record) {
        records.incrementAndGet();
        if (record instanceof ClusterStatus status) {
            statuses.put(cluster, status);
        }
        if (record instanceof Observation observation
                && (observation.getType() == ObservationType.RESUMED
                        || observation.getType() == ObservationType.SYNCED)) {
            watched.add(cluster);
        }
    }

    private Optional<URI> cloudOf(String cluster, String host) {
        return cloud.has(cluster)
                ? Optional.of(cloud.address(cluster))
                : PipelineSettings.nowhere().of(cluster, host);
    }

    @Override
    public void close() {
        log.close();
        if (pipeline != null) {
            pipeline.close();
        }
        fleet.close();
        cloud.close();
        kafka.close();
        workspace.close();
    }
}
