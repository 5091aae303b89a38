package org.registryfleet.clusterwatcher.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.ConnectionSettings;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.clusterobjects.redaction.Redaction;
import org.registryfleet.clusterobjects.redaction.RedactionRules;
import org.registryfleet.clusterwatcher.service.watch.WatchListener;
import org.registryfleet.clusterwatcher.service.watch.WatchTuning;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.Observation;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.TopicFollower;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.Topics;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.SimulatedCluster;
import org.registryfleet.simulated.SimulatedFleet;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** Test harness: simulated clusters, a broker, and all observations in the topic. */
final class LogLab implements AutoCloseable {
    private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
    private final SimulatedFleet fleet = SimulatedFleet.start();
    private final List<ConsumerRecord<String, byte[]>> records = new CopyOnWriteArrayList<>();
    private final List<ClusterConnections> connections = new ArrayList<>();
    private final Path folder;
    private final Producer<String, byte[]> producer;
    private final TopicFollower follower;

    LogLab(Path folder) {
        this.folder = folder;
        broker.afterPropertiesSet();
        ensureTopics();
        producer = kafka().producer(Map.of());
        follower =
                new TopicFollower(kafka(), List.of(Topics.OBSERVATIONS))
                        .start("observations", records::add);
    }

    KafkaAccess kafka() {
        return KafkaAccess.of(broker.getBrokersAsString());
    }

    String bootstrapServers() {
        return broker.getBrokersAsString();
    }

    SimulatedFleet fleet() {
        return fleet;
    }

    List<ConsumerRecord<String, byte[]>> records() {
        return records;
    }

    List<Observation> observations(String cluster) {
        return records.stream()
                .filter(record -> record.key().equals(cluster))
                .map(record -> Events.singleObject().decode(record.value(), Observation.class))
                .toList();
    }

    /** A cluster with a kubeconfig, not yet registered. */
    SimulatedCluster addCluster(String id) {
        var cluster = fleet.addCluster(id, ClusterProfile.empty());
        try {
            Files.writeString(folder.resolve(id), cluster.kubeconfig());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cluster;
    }

    void register(String id) {
        register(id, "kubeconfig:" + id);
    }

    void register(String id, String credential) {
        send(id, ClusterRegistration.newBuilder().setCluster(id).setCredential(credential).build());
    }

    void unregister(String id) {
        send(id, null);
    }

    void removeCluster(String id) {
        fleet.removeCluster(id);
    }

    /** All observations since the records were cleared. */
    Stream<Observation> all() {
        return records.stream()
                .map(record -> Events.singleObject().decode(record.value(), Observation.class));
    }

    RunningWatcher watcher() {
        return watcher(WatchListener.NONE);
    }

    RunningWatcher watcher(WatchListener listener) {
        var own = new ClusterConnections(ConnectionSettings.of("test", folder));
        connections.add(own);
        var redaction =
                new Redaction(
                        RedactionRules.standard(), Digester.of("0123456789abcdef".getBytes(UTF_8)));
        var options =
                new RunningWatcher.Options(
                        kafka(),
                        Map.of(),
                        Events.singleObject(),
                        new WatchTuning().comparePause(Duration.ofHours(1)).settings(),
                        InstantSource.system(),
                        listener);
        return RunningWatcher.start(own, redaction, options);
    }

    private void send(String id, SpecificRecord value) {
        try {
            var bytes = value == null ? null : Events.singleObject().encode(value);
            producer.send(new ProducerRecord<>(Topics.CLUSTERS, id, bytes)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ensureTopics() {
        var settings = TopicSettings.DEFAULT.withPartitions(12).withReplicationFactor((short) 1);
        try (var admin = kafka().admin()) {
            new TopicCatalogue(admin, settings, Duration.ofSeconds(30), line -> {})
                    .ensure(Topics.of(Topics.CLUSTERS, Topics.OBSERVATIONS, Topics.WATCHES));
        }
    }

    @Override
    public void close() {
        follower.close();
        producer.close();
        connections.forEach(ClusterConnections::close);
        fleet.close();
        broker.destroy();
    }
}
