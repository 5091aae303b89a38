package org.registryfleet.stageservice;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.registryfleet.schemas.KafkaAccess;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Reads all partitions of some topics from the beginning and then follows them, without a consumer
 * group, for data every process needs in full. A record that its listener rejects is logged and
 * skipped. If retention deleted unread records, reading continues at the earliest offset. Failures
 * are retried with backoff from the last position; only a topic whose end offset is below that
 * position ends the reader, as it was recreated.
 */
public final class TopicReader implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

    private static final int MAX_DOUBLINGS = 5;

    private final String name;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Set<String> topics;
    private final java.util.function.Consumer<ConsumerRecord<String, byte[]>> listener;
    private final Map<TopicPartition, Long> behind = new HashMap<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Duration firstBackoff;
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private volatile @Nullable Thread thread;
    private volatile boolean caughtUp;

    /**
     * @param name of the thread and in messages
     * @param listener called on the reader's thread
     */
    public TopicReader(
            String name,
            KafkaAccess kafka,
            Collection<String> topics,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> listener) {
        this(name, () -> open(kafka), topics, listener, Duration.ofSeconds(1));
    }

    TopicReader(
            String name,
            Supplier<Consumer<String, byte[]>> consumers,
            Collection<String> topics,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> listener,
            Duration firstBackoff) {
        this.name = name;
        this.firstBackoff = firstBackoff;
        this.consumers = consumers;
        this.topics = Set.copyOf(topics);
        this.listener = listener;
    }

    /** Whether the end offsets at start have been reached. */
    public boolean hasCaughtUp() {
        return caughtUp;
    }

    public String name() {
        return name;
    }

    /** Whether the reader's thread died without {@link #stop}. */
    public boolean isDead() {
        var reading = thread;
        return reading != null && !reading.isAlive() && stopped.getCount() > 0;
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    @Override
    public void stop() {
        stopped.countDown();
        var source = consumer;
        if (source != null) {
            source.wakeup();
        }
    }

    @Override
    public boolean isRunning() {
        var reading = thread;
        return reading != null && reading.isAlive() && stopped.getCount() > 0;
    }

    /** After the topics were verified, before any binding. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1;
    }

    private static Consumer<String, byte[]> open(KafkaAccess kafka) {
        var config =
                kafka.client(
                        Map.of("enable.auto.commit", "false", "auto.offset.reset", "earliest"));
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void run() {
        var failures = 0;
        try {
            do {
                failures = read() ? 1 : failures + 1;
            } while (!stopped.await(backoff(failures).toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException | WakeupException closing) {
            LOG.debug("{} ends", name);
        } catch (RecreatedException recreated) {
            LOG.error("{} ends: {}", name, recreated.getMessage());
        }
    }

    private Duration backoff(int failures) {
        return firstBackoff.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
    }

    /** Reads until a failure; returns whether any record was read before. */
    private boolean read() {
        var before = Map.copyOf(positions);
        try (var source = consumers.get()) {
            consumer = source;
            begin(source);
            while (stopped.getCount() > 0) {
                source.poll(Duration.ofSeconds(1)).forEach(this::take);
                notePosition(source);
            }
        } catch (RetriableException passing) {
            LOG.warn("{} cannot read, and tries again: {}", name, passing.toString());
        } catch (WakeupException | RecreatedException end) {
            throw end;
        } catch (RuntimeException lasting) {
            LOG.error("{} cannot read, and tries again", name, lasting);
        }
        return !positions.equals(before);
    }

    private void begin(Consumer<String, byte[]> source) {
        var partitions = partitions(source);
        var ends = source.endOffsets(partitions);
        source.assign(partitions);
        source.seekToBeginning(partitions);
        positions.forEach(
                (partition, next) -> {
                    if (ends.getOrDefault(partition, 0L) < next) {
                        throw new RecreatedException(partition, next);
                    }
                    source.seek(partition, next);
                });
        if (!caughtUp) {
            behind.putAll(ends);
        }
    }

    private List<TopicPartition> partitions(Consumer<?, ?> source) {
        return topics.stream()
                .flatMap(topic -> source.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void notePosition(Consumer<?, ?> source) {
        if (!caughtUp) {
            behind.entrySet().removeIf(end -> source.position(end.getKey()) >= end.getValue());
            caughtUp = behind.isEmpty();
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
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

    private static final class RecreatedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RecreatedException(TopicPartition partition, long next) {
            super(
                    "%s ends before offset %d, which was read of it: it has been created anew"
                            .formatted(partition, next));
        }
    }
}
