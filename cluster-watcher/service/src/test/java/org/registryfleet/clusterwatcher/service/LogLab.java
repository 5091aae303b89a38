package org.registryfleet.clusterwatcher.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.ConnectionSettings;
import org.registryfleet.clusterobjects.redaction.Digester;
import org.registryfleet.clusterobjects.redaction.Redaction;
import org.registryfleet.clusterobjects.redaction.RedactionRules;
import org.registryfleet.clusterwatcher.service.watch.WatchListener;
import org.registryfleet.clusterwatcher.service.watch.WatchSettings;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.Observation;
import org.registryfleet.schemas.EventSerializer;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.TopicCatalogue;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Test harness: simulated clusters, a broker, and all observations in the topic. */
final class LogLab implements AutoCloseable {
    private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
    private final SimulatedFleet fleet = SimulatedFleet.start();
    private final List<ConsumerRecord<String, byte[]>> records = new CopyOnWriteArrayList<>();
    private final List<ClusterConnections> connections = new ArrayList<>();
    private final Path folder;
    private final KafkaProducer<String, SpecificRecord> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread reader;

    LogLab(Path folder) {
        this.folder = folder;
        broker.afterPropertiesSet();
        ensureTopics();
        producer = new KafkaProducer<>(kafka(), new StringSerializer(), new EventSerializer());
        consumer =
                new KafkaConsumer<>(kafka(), new StringDeserializer(), new ByteArrayDeserializer());
        reader = Thread.ofVirtual().start(this::read);
    }

    Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.getBrokersAsString());
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
                        kafka(),
                        Events.singleObject(),
                        WatchSettings.standard().withComparePause(Duration.ofHours(1)),
                        InstantSource.system(),
                        listener);
        return RunningWatcher.start(own, redaction, options);
    }

    private void send(String id, SpecificRecord value) {
        try {
            producer.send(new ProducerRecord<>(Topics.CLUSTERS, id, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ensureTopics() {
        var settings = TopicSettings.DEFAULT.withPartitions(12).withReplicationFactor((short) 1);
        try (var admin = Admin.create(kafka())) {
            new TopicCatalogue(admin, settings, Duration.ofSeconds(30), line -> {})
                    .ensure(Topics.of(Topics.CLUSTERS, Topics.OBSERVATIONS, Topics.WATCHES));
        }
    }

    private void read() {
        try (consumer) {
            var partitions =
                    consumer.partitionsFor(Topics.OBSERVATIONS).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .collect(Collectors.toSet());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        } catch (WakeupException closing) {
            // the end
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        connections.forEach(ClusterConnections::close);
        fleet.close();
        broker.destroy();
    }
}
