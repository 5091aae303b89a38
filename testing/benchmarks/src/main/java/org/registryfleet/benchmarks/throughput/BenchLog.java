package org.registryfleet.benchmarks.throughput;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.Topics;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The fleet's topics for a benchmark: makes them, fills them, reads them from the beginning. */
final class BenchLog implements AutoCloseable {

    private final String bootstrapServers;
    private final Events events = Events.singleObject();
    private final Producer<String, byte[]> producer;

    BenchLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        // slower than the idempotent producer, but a busy machine cannot trip it
                        "enable.idempotence",
                        false,
                        "max.in.flight.requests.per.connection",
                        1,
                        "linger.ms",
                        5,
                        "batch.size",
                        65_536);
        producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    void createTopics() {
        try (var admin =
                Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            var settings = TopicSettings.DEFAULT.withReplicationFactor(1);
            new TopicCatalogue(admin, settings, Duration.ofMinutes(1), _ -> {})
                    .ensure(Topics.all());
        }
    }

    void send(String topic, String cluster, SpecificRecord event) {
        var _ = producer.send(new ProducerRecord<>(topic, cluster, events.encode(event)));
    }

    /** At once, not with the next ones. */
    void flush() {
        producer.flush();
    }

    /** Hands every record that the topics hold now to the reader; returns how many there were. */
    long read(Collection<String> topics, Consumer<ConsumerRecord<String, byte[]>> reader) {
        try (var consumer = consumer()) {
            var partitions = partitions(topics, consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var left = new HashMap<>(consumer.endOffsets(partitions));
            long count = 0;
            while (left.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                var records = consumer.poll(Duration.ofMillis(200));
                records.forEach(reader);
                count += records.count();
            }
            return count;
        }
    }

    /** Records that the topics hold now, as long as nothing has been compacted. */
    long size(Collection<String> topics) {
        try (var consumer = consumer()) {
            return consumer.endOffsets(partitions(topics, consumer)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** Hands every record that a topic gets from now on to the reader, until it is closed. */
    Tail follow(String topic, Consumer<SpecificRecord> reader) {
        return followRecords(topic, record -> reader.accept(decode(record.value())));
    }

    /** The same with the record's place. */
    Tail followRecords(String topic, Consumer<ConsumerRecord<String, byte[]>> reader) {
        var consumer = consumer();
        var partitions = partitions(List.of(topic), consumer);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return new Tail(consumer, reader);
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false");
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static Set<TopicPartition> partitions(
            Collection<String> topics, KafkaConsumer<String, byte[]> consumer) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toSet());
    }

    SpecificRecord decode(byte[] value) {
        return events.decode(value);
    }

    @Override
    public void close() {
        producer.close();
    }
}
