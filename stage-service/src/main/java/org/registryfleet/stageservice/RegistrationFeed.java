package org.registryfleet.stageservice;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.registryfleet.clusteraccess.ClusterConnections;
import org.registryfleet.clusteraccess.api.CredentialException;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.schemas.UndecodableEventException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Tells the connections which clusters there are: every process reads all registrations. */
final class RegistrationFeed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationFeed.class);

    private final FleetSettings.Kafka kafka;
    private final ClusterConnections connections;
    private final Events events;
    private volatile @org.jspecify.annotations.Nullable Consumer<String, byte[]> consumer;
    private volatile boolean running;

    RegistrationFeed(FleetSettings.Kafka kafka, ClusterConnections connections, Events events) {
        this.kafka = kafka;
        this.connections = connections;
        this.events = events;
    }

    @Override
    public void start() {
        var source = open();
        consumer = source;
        running = true;
        Thread.ofPlatform().name("registrations").daemon().start(() -> read(source));
    }

    @Override
    public void stop() {
        running = false;
        var source = consumer;
        if (source != null) {
            source.wakeup();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the topics exist, before actions are carried out. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1;
    }

    private Consumer<String, byte[]> open() {
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "client.id",
                        "registrations-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        "false");
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void read(Consumer<String, byte[]> source) {
        try (source) {
            var partitions =
                    source.partitionsFor(Topics.CLUSTERS).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .collect(Collectors.toSet());
            source.assign(partitions);
            source.seekToBeginning(partitions);
            while (running) {
                source.poll(Duration.ofSeconds(1)).forEach(this::take);
            }
        } catch (WakeupException stopped) {
            running = false;
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            connections.remove(record.key());
            return;
        }
        try {
            connections.register(events.decode(record.value(), ClusterRegistration.class));
        } catch (UndecodableEventException | CredentialException refused) {
            LOG.warn("the registration of {} is not usable: {}", record.key(), refused.getMessage());
        }
    }
}
