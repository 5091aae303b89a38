package org.registryfleet.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** The serializer and the deserializer as Kafka Streams wants them. */
public final class EventSerde implements Serde<SpecificRecord> {

    private final EventSerializer serializer;
    private final EventDeserializer deserializer;

    /** As Kafka Streams makes it by the name of its class. */
    public EventSerde() {
        this(Events.singleObject());
    }

    public EventSerde(Events events) {
        this.serializer = new EventSerializer(events);
        this.deserializer = new EventDeserializer(events);
    }

    @Override
    public Serializer<SpecificRecord> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<SpecificRecord> deserializer() {
        return deserializer;
    }
}
