package org.registryfleet.regfleet.fleet;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.registryfleet.schemas.KafkaAccess;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One topic of the log, read without a group. */
final class LogConsumer implements AutoCloseable {

    private static final int TIME_LIMIT_MILLIS = 10_000;
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** Opens the topic; every call throws a {@code KafkaException} when Kafka does not answer. */
    LogConsumer(KafkaAccess log, String topic) {
        var config =
                log.client(
                        Map.of(
                                "enable.auto.commit",
                                "false",
                                "default.api.timeout.ms",
                                TIME_LIMIT_MILLIS,
                                "request.timeout.ms",
                                TIME_LIMIT_MILLIS / 2));
        consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        partitions =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
    }

    /** Everything from the beginning to what is there now. */
    void readAll(Consumer<ConsumerRecord<String, byte[]>> reader) {
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll().forEach(reader);
        }
    }

    /** From now on only what is new. */
    void seekToEnd() {
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    Iterable<ConsumerRecord<String, byte[]>> poll() {
        return consumer.poll(POLL);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
