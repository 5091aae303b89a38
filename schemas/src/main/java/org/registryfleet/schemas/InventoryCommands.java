package org.registryfleet.schemas;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.registryfleet.events.InventoryEvent;

/** Writes what people decide about sources of clusters. */
public final class InventoryCommands implements AutoCloseable {

    private final CommandProducer producer;
    private final Events events = Events.singleObject();

    /** Opens the producer. */
    public InventoryCommands(KafkaAccess kafka) {
        this.producer = new CommandProducer(kafka);
    }

    /**
     * Returns when the log has the command.
     *
     * @param source who hands it in, for the record's source
     * @throws IllegalStateException when Kafka does not take it
     */
    public void tell(InventoryEvent command, String source) {
        var record =
                new ProducerRecord<>(
                        Topics.INVENTORY_EVENTS, command.getInventory(), events.encode(command));
        var id = "inventory/" + command.getAt().toEpochMilli();
        EventHeaders.of(command, id, source, command.getAt()).writeTo(record.headers());
        producer.send(record, "command about the inventory of the");
    }

    @Override
    public void close() {
        producer.close();
    }
}
