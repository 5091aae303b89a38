package org.registryfleet.stageservice;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.registryfleet.schemas.LogAccess;
import org.registryfleet.schemas.UndecodableEventException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads all partitions of some topics, from the beginning and then as they grow, in every process:
 * for what each must know of the whole fleet. A record that its listener cannot take is passed over
 * and logged: one cluster's record must not hide all others. Where the log has dropped records that
 * were still to be read, reading goes on with the oldest that is left.
 */
public final class TopicReader implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

    private final String name;
    private final Supplier<Consumer<String, byte[]>> log;
    private final Set<String> topics;
    private final java.util.function.Consumer<ConsumerRecord<String, byte[]>> listener;
    private final Map<TopicPartition, Long> missing = new HashMap<>();
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private volatile boolean running;
    private volatile boolean caughtUp;

    /**
     * @param name of the thread and in messages
     * @param listener called on the reader's thread
     */
    public TopicReader(
            String name,
            LogAccess log,
            Collection<String> topics,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> listener) {
        this(name, () -> open(log), topics, listener);
    }

    TopicReader(
            String name,
            Supplier<Consumer<String, byte[]>> log,
            Collection<String> topics,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> listener) {
        this.name = name;
        this.log = log;
        this.topics = Set.copyOf(topics);
        this.listener = listener;
    }

    /** What the topics held at the start has been read. */
    public boolean hasCaughtUp() {
        return caughtUp;
    }

    @Override
    public void start() {
        var source = log.get();
        consumer = source;
        running = true;
        Thread.ofPlatform().name(name).daemon().start(() -> read(source));
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

    /** After the topics exist, before anything binds. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1;
    }

    private static Consumer<String, byte[]> open(LogAccess log) {
        var config =
                log.client(Map.of("enable.auto.commit", "false", "auto.offset.reset", "earliest"));
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void read(Consumer<String, byte[]> source) {
        try (source) {
            begin(source);
            while (running) {
                source.poll(Duration.ofSeconds(1)).forEach(this::take);
                notePosition(source);
            }
        } catch (WakeupException stopped) {
            running = false;
        } catch (RuntimeException broken) {
            running = false;
            LOG.error("{} stands still: restart the service", name, broken);
        }
    }

    private void begin(Consumer<String, byte[]> source) {
        var partitions = partitions(source);
        source.assign(partitions);
        source.seekToBeginning(partitions);
        missing.putAll(source.endOffsets(partitions));
    }

    private List<TopicPartition> partitions(Consumer<?, ?> source) {
        return topics.stream()
                .flatMap(topic -> source.partitionsFor(topic).stream())
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
        try {
            listener.accept(record);
        } catch (UndecodableEventException foreign) {
            LOG.warn(
                    "{} passes over {}-{}@{}: {}",
                    name,
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    foreign.getMessage());
        } catch (RuntimeException bug) {
            LOG.error(
                    "{} passes over {}-{}@{}",
                    name,
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    bug);
        }
    }
}
