package org.registryfleet.schemas;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.registryfleet.events.Assignment;

/** Writes what people ask to be done to single clusters. */
public final class RequestCommands implements AutoCloseable {

    private final CommandProducer producer;
    private final Events events = Events.singleObject();

    /** Opens the producer. */
    public RequestCommands(KafkaAccess kafka) {
        this.producer = new CommandProducer(kafka);
    }

    /**
     * Returns when the log has the request.
     *
     * @param source who hands it in, for the record's source
     * @throws IllegalStateException when Kafka does not take it
     */
    public void ask(Assignment request, String source) {
        var record =
                new ProducerRecord<>(Topics.REQUESTS, request.getCluster(), events.encode(request));
        EventHeaders.of(request, "request/" + request.getId(), source, request.getAt())
                .writeTo(record.headers());
        producer.send(record, "request about");
    }

    @Override
    public void close() {
        producer.close();
    }
}
