package org.registryfleet.fleetpolicy.service.kafka;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.registryfleet.fleetpolicy.rollout.PolicyFact;
import org.registryfleet.fleetpolicy.stream.PolicyEventCodec;
import org.registryfleet.schemas.EventHeaders;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Appends facts to the queue that rollouts are decided from, in order. Thread-safe. */
public final class PolicyJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyJournal.class);

    /** Name of the service in the headers of what it writes. */
    public static final String WRITER = "registry-fleet/fleet-policy";

    private final Producer<String, byte[]> producer;
    private final Events events = Events.singleObject();
    private final AtomicLong last = new AtomicLong(-1);
    private final Runnable onLoss;

    /**
     * Opens the producer.
     *
     * @param onLoss called when a fact was not written; it has to be told again
     */
    public PolicyJournal(KafkaAccess kafka, Runnable onLoss) {
        this.onLoss = onLoss;
        this.producer = kafka.producer(Map.of("acks", "all", "enable.idempotence", true));
    }

    /** Hands the fact to Kafka. */
    public void append(PolicyFact fact) {
        var event = PolicyEventCodec.encode(fact);
        var record =
                new ProducerRecord<>(
                        Topics.POLICY_EVENTS, PolicyEventCodec.KEY, events.encode(event));
        EventHeaders.of(event, "policy/" + fact.at().toEpochMilli(), WRITER, fact.at())
                .writeTo(record.headers());
        var _ =
                producer.send(
                        record,
                        (written, failure) -> {
                            if (failure == null) {
                                last.accumulateAndGet(written.offset(), Math::max);
                            } else {
                                LOG.warn("a fact was not written: {}", failure.toString());
                                onLoss.run();
                            }
                        });
    }

    /** Waits until everything is written; returns the offset of the last fact, -1 without one. */
    public long flush() {
        producer.flush();
        return last.get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
