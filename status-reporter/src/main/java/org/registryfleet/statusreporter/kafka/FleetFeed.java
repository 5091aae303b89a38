package org.registryfleet.statusreporter.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.TopicSpec;
import org.registryfleet.schemas.Topics;
import org.registryfleet.schemas.UndecodableEventException;
import org.registryfleet.statusreporter.fleet.Origin;
import org.registryfleet.statusreporter.stream.FleetIntake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Feeds the read model. Every process reads all partitions, so that each can answer for the whole
 * fleet. Ready as soon as it has read what the log held when it started.
 */
public final class FleetFeed implements SmartLifecycle, HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(FleetFeed.class);

    private final String bootstrapServers;
    private final FleetIntake intake;
    private final Events events;
    private final Map<TopicPartition, Long> missing = new HashMap<>();
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private volatile boolean running;
    private volatile boolean caughtUp;

    public FleetFeed(String bootstrapServers, FleetIntake intake, Events events) {
        this.bootstrapServers = bootstrapServers;
        this.intake = intake;
        this.events = events;
    }

    @Override
    public void start() {
        var source = open();
        consumer = source;
        running = true;
        Thread.ofPlatform().name("fleet-feed").daemon().start(() -> read(source));
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

    /** After the topics exist. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1;
    }

    @Override
    public Health health() {
        return caughtUp ? Health.up().build() : Health.outOfService().withDetail("reading", "history").build();
    }

    private Consumer<String, byte[]> open() {
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false");
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void read(Consumer<String, byte[]> source) {
        try (source) {
            begin(source);
            while (running) {
                for (var record : source.poll(Duration.ofSeconds(1))) {
                    take(record);
                }
                notePosition(source);
            }
        } catch (WakeupException stopped) {
            running = false;
        } catch (RuntimeException broken) {
            running = false;
            LOG.error("the fleet view stands still: restart the service", broken);
        }
    }

    private void begin(Consumer<String, byte[]> source) {
        var names = Topics.events().stream().map(TopicSpec::name).collect(Collectors.toSet());
        var partitions = partitions(source, names);
        source.assign(partitions);
        source.seekToBeginning(partitions);
        missing.putAll(source.endOffsets(partitions));
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> source, Set<String> names) {
        return names.stream()
                .flatMap(name -> source.partitionsFor(name).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void notePosition(Consumer<?, ?> source) {
        if (!caughtUp) {
            missing.entrySet().removeIf(end -> source.position(end.getKey()) >= end.getValue());
            caughtUp = missing.isEmpty();
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        try {
            var event = record.value() == null ? null : events.decode(record.value());
            if (event != null || record.topic().equals(Topics.CLUSTERS)) {
                var origin = new Origin(record.topic(), record.partition(), record.offset());
                intake.accept(origin, record.key(), event);
            }
        } catch (UndecodableEventException foreign) {
            LOG.warn(
                    "the fleet view passes over {}-{}@{}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    foreign.getMessage());
        }
    }
}
