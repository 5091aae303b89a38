package org.registryfleet.stageservice;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.registryfleet.schemas.KafkaAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Samples the lag of the service's consumer groups through the Kafka admin client, because a stuck
 * stream thread cannot report its own lag.
 */
final class ConsumerLagMonitor implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLagMonitor.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final KafkaAccess kafka;
    private final InstantSource clock;
    private final Map<String, Group> groups = new HashMap<>();
    private volatile @Nullable ScheduledExecutorService timer;
    private volatile @Nullable Admin admin;

    ConsumerLagMonitor(KafkaAccess kafka, InstantSource clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    /** A consumer group and its topics. */
    private record Group(Collection<String> topics, ConsumerLag lag) {}

    /** Registers lag gauges of a group, tagged with the consumer's name. */
    void measure(String consumer, String group, Collection<String> topics, MeterRegistry registry) {
        var lag = new ConsumerLag();
        groups.put(group, new Group(topics, lag));
        Gauge.builder(
                        "registryfleet.oldest.event.age.seconds",
                        lag,
                        b -> b.oldest().toMillis() / 1000.0)
                .description("For how long the oldest unprocessed event has been waiting")
                .tag("consumer", consumer)
                .register(registry);
        Gauge.builder("registryfleet.unprocessed.events", lag, ConsumerLag::events)
                .description("Events that have been written and not been processed")
                .tag("consumer", consumer)
                .register(registry);
    }

    @Override
    public void start() {
        var executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("backlog").daemon().factory());
        var client = kafka.admin();
        var _ =
                executor.scheduleWithFixedDelay(
                        () -> poll(client), 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        timer = executor;
        admin = client;
    }

    @Override
    public void stop() {
        var executor = timer;
        var client = admin;
        timer = null;
        admin = null;
        if (executor != null && client != null) {
            executor.shutdownNow();
            client.close(Duration.ZERO);
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    private void poll(Admin client) {
        try {
            for (var group : groups.entrySet()) {
                var endOffsets = ends(client, group.getValue().topics());
                group.getValue()
                        .lag()
                        .update(clock.instant(), endOffsets, committed(client, group.getKey()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | KafkaException failure) {
            // the gauges keep what they say: an outage of Kafka is an alert of its own
            LOG.debug("how far the service is behind is not known", failure);
        }
    }

    private static Map<TopicPartition, Long> ends(Admin client, Collection<String> topics)
            throws InterruptedException, ExecutionException {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : client.describeTopics(topics).allTopicNames().get().values()) {
            for (var partition : topic.partitions()) {
                latest.put(
                        new TopicPartition(topic.name(), partition.partition()),
                        OffsetSpec.latest());
            }
        }
        return client.listOffsets(latest).all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static Map<TopicPartition, Long> committed(Admin client, String group)
            throws InterruptedException, ExecutionException {
        var offsets = client.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        var committed = new HashMap<TopicPartition, Long>();
        offsets.forEach(
                (partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition, offset.offset());
                    }
                });
        return committed;
    }
}
