package org.registryfleet.schemas;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.registryfleet.events.PolicyEvent;

/** Writes what people say about policies and their rollouts. */
public final class PolicyCommands implements AutoCloseable {

    private final CommandProducer producer;
    private final Events events = Events.singleObject();

    /** Opens the producer. */
    public PolicyCommands(KafkaAccess kafka) {
        this.producer = new CommandProducer(kafka);
    }

    /**
     * Returns when the log has the command.
     *
     * @param source who hands it in, for the record's source
     * @throws IllegalStateException when Kafka does not take it
     */
    public void tell(PolicyEvent command, String source) {
        var record =
                new ProducerRecord<>(
                        Topics.POLICY_EVENTS, command.getPolicies(), events.encode(command));
        EventHeaders.of(command, "policy/" + command.getId(), source, command.getAt())
                .writeTo(record.headers());
        producer.send(record, "command about policies of the");
    }

    @Override
    public void close() {
        producer.close();
    }
}
