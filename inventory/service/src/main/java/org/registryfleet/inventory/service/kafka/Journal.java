package org.registryfleet.inventory.service.kafka;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.registryfleet.inventory.decision.InventoryFact;
import org.registryfleet.inventory.stream.InventoryEventCodec;
import org.registryfleet.schemas.EventHeaders;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/** Appends facts to the inventory's topic, in order. Thread-safe. */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    /** Name of the service in the headers of what it writes. */
    public static final String WRITER = "registry-fleet/inventory";

    private final Producer<String, byte[]> producer;
    private final Events events = Events.singleObject();
    private final AtomicLong last = new AtomicLong(-1);
    private final Runnable onLoss;

    /**
     * Opens the producer.
     *
     * @param onLoss called when a fact was not written; it has to be learned again
     */
    public Journal(KafkaAccess kafka, Runnable onLoss) {
        this.onLoss = onLoss;
        this.producer =
                new KafkaProducer<>(
                        kafka.client(Map.of("acks", "all", "enable.idempotence", true)),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** Hands the fact to Kafka. */
    public void append(InventoryFact fact) {
        var _ =
                producer.send(
                        record(fact),
                        (written, failure) -> {
                            if (failure == null) {
                                last.accumulateAndGet(written.offset(), Math::max);
                            } else {
                                LOG.warn("a fact was not written: {}", failure.toString());
                                onLoss.run();
                            }
                        });
    }

    /**
     * Writes a person's command and waits for it.
     *
     * @throws IllegalStateException when Kafka did not take it
     */
    public void await(InventoryFact fact) {
        try {
            producer.send(record(fact)).get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing a command", stopped);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("Kafka did not take the command", failure);
        }
    }

    /** Waits until everything is written; returns the offset of the last fact, -1 without one. */
    public long flush() {
        producer.flush();
        return last.get();
    }

    private ProducerRecord<String, byte[]> record(InventoryFact fact) {
        var event = InventoryEventCodec.encode(fact);
        var record =
                new ProducerRecord<>(
                        Topics.INVENTORY_EVENTS, InventoryEventCodec.KEY, events.encode(event));
        EventHeaders.of(event, "inventory/" + fact.at().toEpochMilli(), WRITER, fact.at())
                .writeTo(record.headers());
        return record;
    }

    @Override
    public void close() {
        producer.close();
    }
}
