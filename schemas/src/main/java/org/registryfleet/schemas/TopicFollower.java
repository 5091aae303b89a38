package org.registryfleet.schemas;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads partitions up to their end offsets and follows them, without a consumer group and without
 * commits. Driven by its owner ({@link #readToEnd}, {@link #poll}), where every {@link
 * KafkaException} is the owner's, or by a thread of its own ({@link #start}), which retries with
 * backoff from the last position and skips a record that its listener rejects. If retention deleted
 * unread records, reading continues at the earliest offset.
 *
 * <p>Not thread-safe, but for {@link #wakeup} and the state of the thread.
 */
public final class TopicFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(10);
    private static final int MAX_DOUBLINGS = 5;

    /** Receives the records, in the order of each partition. */
    @FunctionalInterface
    public interface Listener {
        void take(ConsumerRecord<String, byte[]> record);
    }

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Set<String> topics;
    private final Duration firstBackoff;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<TopicPartition, Long> behind = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private volatile @Nullable Thread thread;
    private volatile boolean caughtUp;

    /**
     * Begins at the beginning of all partitions of the topics. Kafka is asked with the first read.
     */
    public TopicFollower(KafkaAccess kafka, Collection<String> topics) {
        this(kafka::consumer, topics, Duration.ofSeconds(1));
    }

    /** Reads nothing before {@link #assign} or {@link #seek}. */
    public TopicFollower(Supplier<Consumer<String, byte[]>> consumers) {
        this(consumers, Set.of(), Duration.ZERO);
    }

    /**
     * @param consumers creates a consumer, and another one after a failure of the thread
     * @param firstBackoff pause after a first failure, doubled with each further one
     */
    TopicFollower(
            Supplier<Consumer<String, byte[]>> consumers,
            Collection<String> topics,
            Duration firstBackoff) {
        this.consumers = consumers;
        this.topics = Set.copyOf(topics);
        this.firstBackoff = firstBackoff;
    }

    /**
     * Reads these partitions only: those that were read before go on, others begin at their
     * beginning.
     */
    public void assign(Collection<TopicPartition> partitions) {
        consumer().assign(partitions);
    }

    /** Reads these partitions only, from these offsets on. */
    public void seek(Map<TopicPartition, Long> offsets) {
        assign(offsets.keySet());
        offsets.forEach(consumer()::seek);
    }

    /** Passes over all that the partitions hold now. */
    public TopicFollower seekToEnd() {
        var source = consumer();
        positions.putAll(source.endOffsets(source.assignment()));
        positions.forEach(source::seek);
        return this;
    }

    /** Offset of the next record. */
    public long position(TopicPartition partition) {
        return consumer().position(partition);
    }

    /**
     * Reads until the present end offsets are reached, and returns them.
     *
     * @throws WakeupException after {@link #wakeup}
     */
    public Map<TopicPartition, Long> readToEnd(Listener listener) {
        var source = consumer();
        var ends = source.endOffsets(source.assignment());
        while (ends.entrySet().stream()
                .anyMatch(end -> source.position(end.getKey()) < end.getValue())) {
            poll(POLL, listener);
        }
        return ends;
    }

    /**
     * Reads what there is.
     *
     * @param patience how long to wait if there is nothing
     */
    public void poll(Duration patience, Listener listener) {
        if (closed.getCount() == 0) {
            throw new WakeupException();
        }
        var records = consumer().poll(patience);
        records.forEach(listener::take);
        records.nextOffsets().forEach((partition, next) -> positions.put(partition, next.offset()));
    }

    /** Follows the topics on a thread of its own; the listener is called there. */
    public TopicFollower start(String name, Listener listener) {
        thread = Thread.ofPlatform().name(name).daemon().start(() -> run(name, listener));
        return this;
    }

    /** Whether the thread has reached the end offsets that it found at first. */
    public boolean hasCaughtUp() {
        return caughtUp;
    }

    /** Whether the thread has ended by itself: a topic has been created anew. */
    public boolean isDead() {
        var following = thread;
        return following != null && !following.isAlive() && closed.getCount() > 0;
    }

    /** Ends all reading, now and later. */
    public void wakeup() {
        closed.countDown();
        var source = consumer;
        if (source != null) {
            source.wakeup();
        }
    }

    @Override
    public void close() {
        wakeup();
        var following = thread;
        if (following == null) {
            release();
            return;
        }
        try {
            following.join(JOIN_LIMIT);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Consumer<String, byte[]> consumer() {
        var open = consumer;
        return open == null ? open() : open;
    }

    private Consumer<String, byte[]> open() {
        var fresh = consumers.get();
        consumer = fresh;
        try {
            if (closed.getCount() == 0) {
                fresh.wakeup();
            }
            if (!topics.isEmpty()) {
                begin(fresh);
            }
            return fresh;
        } catch (RuntimeException failed) {
            release();
            throw failed;
        }
    }

    private void begin(Consumer<String, byte[]> source) {
        var partitions = topics.stream().flatMap(topic -> partitions(source, topic)).toList();
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

    private static Stream<TopicPartition> partitions(Consumer<?, ?> source, String topic) {
        var found = source.partitionsFor(topic);
        if (found == null || found.isEmpty()) {
            throw new UnknownTopicOrPartitionException(
                    "the topic %s does not exist: check that this is the fleet's broker"
                            .formatted(topic));
        }
        return found.stream().map(info -> new TopicPartition(topic, info.partition()));
    }

    private void release() {
        var source = consumer;
        consumer = null;
        if (source != null) {
            source.close();
        }
    }

    private void run(String name, Listener listener) {
        var failures = 0;
        try {
            do {
                failures = follow(name, listener) ? 1 : failures + 1;
            } while (!closed.await(backoff(failures).toMillis(), TimeUnit.MILLISECONDS));
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
    private boolean follow(String name, Listener listener) {
        var before = Map.copyOf(positions);
        try {
            while (closed.getCount() > 0) {
                poll(Duration.ofSeconds(1), record -> guarded(name, listener, record));
                noteProgress();
            }
        } catch (RetriableException passing) {
            LOG.warn("{} cannot read, and tries again: {}", name, passing.toString());
        } catch (WakeupException | RecreatedException end) {
            throw end;
        } catch (RuntimeException lasting) {
            LOG.error("{} cannot read, and tries again", name, lasting);
        } finally {
            release();
        }
        return !positions.equals(before);
    }

    private void noteProgress() {
        if (!caughtUp) {
            behind.entrySet().removeIf(end -> position(end.getKey()) >= end.getValue());
            caughtUp = behind.isEmpty();
        }
    }

    private static void guarded(
            String name, Listener listener, ConsumerRecord<String, byte[]> record) {
        try {
            listener.take(record);
        } catch (UndecodableEventException foreign) {
            LOG.warn("{} passes over {}: {}", name, place(record), foreign.getMessage());
        } catch (RuntimeException bug) {
            LOG.error("{} passes over {}", name, place(record), bug);
        }
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
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
