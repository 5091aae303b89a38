package org.registryfleet.benchmarks.throughput;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicCatalogue;
import org.registryfleet.schemas.TopicFollower;
import org.registryfleet.schemas.TopicSettings;
import org.registryfleet.schemas.Topics;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The fleet's topics for a benchmark: makes them, fills them, reads them from the beginning. */
final class BenchLog implements AutoCloseable {

    private final KafkaAccess kafka;
    private final Events events = Events.singleObject();
    private final Producer<String, byte[]> producer;

    BenchLog(String bootstrapServers) {
        kafka = KafkaAccess.of(bootstrapServers);
        producer =
                kafka.producer(
                        Map.of(
                                "acks",
                                "all",
                                // slower than the idempotent producer, but a busy machine cannot
                                // trip it
                                "enable.idempotence",
                                false,
                                "max.in.flight.requests.per.connection",
                                1,
                                "linger.ms",
                                5,
                                "batch.size",
                                65_536));
    }

    String bootstrapServers() {
        return kafka.address();
    }

    void createTopics() {
        try (var admin = kafka.admin()) {
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
    long read(Collection<String> topics, TopicFollower.Listener reader) {
        var count = new AtomicLong();
        try (var follower = new TopicFollower(kafka, topics)) {
            follower.readToEnd(
                    record -> {
                        reader.take(record);
                        count.incrementAndGet();
                    });
        }
        return count.get();
    }

    /** Records that the topics hold now, as long as nothing has been compacted. */
    long size(Collection<String> topics) {
        try (var follower = new TopicFollower(kafka, topics).seekToEnd()) {
            return follower.readToEnd(_ -> {}).values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Hands every record that a topic gets from now on to the reader, until it is closed. */
    TopicFollower follow(String topic, Consumer<SpecificRecord> reader) {
        return followRecords(topic, record -> reader.accept(decode(record.value())));
    }

    /** The same with the record's place. */
    TopicFollower followRecords(String topic, TopicFollower.Listener reader) {
        return new TopicFollower(kafka, List.of(topic)).seekToEnd().start("tail", reader);
    }

    SpecificRecord decode(byte[] value) {
        return events.decode(value);
    }

    @Override
    public void close() {
        producer.close();
    }
}
