package org.registryfleet.audit.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.network.Selectable;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.LogCursor;
import org.registryfleet.audit.log.LogException;
import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicFollower;
import org.registryfleet.schemas.Topics;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * An event log over the topics of a running fleet. Joins no consumer group and commits no offsets,
 * so reading leaves no trace. Not thread-safe itself, but its cursors may be used from any thread.
 */
public final class KafkaLog implements EventLog {

    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private static final Map<String, Object> SETTINGS =
            Map.of(
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "none",
                    // a consumer prefetches beyond the end of the range, and its next poll would
                    // wait for that fetch to time out
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                    10,
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    5_000,
                    ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                    Selectable.USE_DEFAULT_BUFFER_SIZE);

    private final KafkaAccess kafka;
    private final Consumer<String, byte[]> consumer;
    private final Queue<TopicFollower> idle = new ConcurrentLinkedQueue<>();
    private int partitions;

    public KafkaLog(KafkaAccess kafka) {
        this.kafka = kafka;
        this.consumer = kafka.consumer(SETTINGS);
    }

    @Override
    public List<OffsetRange> spans(Collection<String> topics) {
        return reading(
                () -> {
                    var all = new ArrayList<TopicPartition>();
                    topics.forEach(topic -> all.addAll(partitions(topic)));
                    all.sort(ORDER);
                    var first = consumer.beginningOffsets(all);
                    var end = consumer.endOffsets(all);
                    return all.stream().map(p -> span(p, first, end)).toList();
                });
    }

    @Override
    public long offsetAt(OffsetRange span, Instant time) {
        var place = new TopicPartition(span.topic(), span.partition());
        return reading(
                () -> {
                    var found = consumer.offsetsForTimes(Map.of(place, time.toEpochMilli()));
                    var first = found.get(place);
                    return first == null
                            ? span.to()
                            : Math.clamp(first.offset(), span.from(), span.to());
                });
    }

    @Override
    public int partitionOf(String cluster) {
        if (partitions == 0) {
            partitions = reading(() -> partitions(Topics.CLUSTERS).size());
        }
        return BuiltInPartitioner.partitionForKey(
                cluster.getBytes(StandardCharsets.UTF_8), partitions);
    }

    @Override
    public LogCursor open(OffsetRange span) {
        var reused = idle.poll();
        return new KafkaCursor(
                reused == null ? new TopicFollower(() -> kafka.consumer(SETTINGS)) : reused,
                span,
                idle::add);
    }

    @Override
    public void close() {
        consumer.close();
        idle.forEach(TopicFollower::close);
        idle.clear();
    }

    private List<TopicPartition> partitions(String topic) {
        var found = consumer.partitionsFor(topic);
        if (found == null || found.isEmpty()) {
            if (Topics.isYoung(topic)) {
                return List.of();
            }
            throw new LogException(
                    "the topic %s does not exist: check that this is the fleet's broker"
                            .formatted(topic));
        }
        return found.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    }

    private static OffsetRange span(
            TopicPartition place, Map<TopicPartition, Long> first, Map<TopicPartition, Long> end) {
        return new OffsetRange(
                place.topic(),
                place.partition(),
                first.getOrDefault(place, 0L),
                end.getOrDefault(place, 0L));
    }

    private static <T> T reading(java.util.function.Supplier<T> step) {
        try {
            return step.get();
        } catch (KafkaException unreachable) {
            throw new LogException(
                    "the log cannot be read (%s): check the broker's address and that it runs"
                            .formatted(unreachable.getMessage()),
                    unreachable);
        }
    }
}
