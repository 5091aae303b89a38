package org.registryfleet.clusterwatcher.service.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Reads partitions up to their current end offsets, without a consumer group. */
record PartitionSnapshot(Map<String, ?> kafka, BooleanSupplier isClosing) {
    private static final Duration POLL = Duration.ofMillis(200);

    /** Receives the records. */
    interface Reader {
        void take(ConsumerRecord<String, byte[]> record);
    }

    Consumer<String, byte[]> consumer() {
        var settings = new HashMap<String, Object>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    static Set<TopicPartition> places(String topic, Collection<Integer> partitions) {
        return partitions.stream()
                .map(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toSet());
    }

    /**
     * Polls until the current end offsets of the partitions are reached.
     *
     * @throws KafkaException when polling fails or the watcher is closing
     */
    void toEnd(Consumer<String, byte[]> consumer, Set<TopicPartition> places, Reader reader) {
        var ends = consumer.endOffsets(places);
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (isClosing.getAsBoolean()) {
                throw new KafkaException("closing");
            }
            consumer.poll(POLL).forEach(reader::take);
        }
    }
}
