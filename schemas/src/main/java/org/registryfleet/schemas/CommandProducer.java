package org.registryfleet.schemas;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Writes single commands and waits until the log has them. */
final class CommandProducer implements AutoCloseable {

    private static final Map<String, Object> SETTINGS =
            Map.of(
                    "acks", "all",
                    "linger.ms", 0,
                    "max.block.ms", 10_000,
                    "request.timeout.ms", 5_000,
                    "delivery.timeout.ms", 10_000);

    private final Producer<String, byte[]> producer;

    CommandProducer(KafkaAccess kafka) {
        this.producer = kafka.producer(SETTINGS);
    }

    /** Throws {@link IllegalStateException} when Kafka does not take it. */
    void send(ProducerRecord<String, byte[]> record, String what) {
        try {
            producer.send(record).get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while writing the %s %s".formatted(what, record.key()), stopped);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(
                    "Kafka did not take the %s %s".formatted(what, record.key()), failure);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
