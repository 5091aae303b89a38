package org.registryfleet.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** The Serde of events for Kafka Streams. */
public final class EventSerde implements Serde<SpecificRecord> {

    private final EventSerializer serializer;
    private final EventDeserializer deserializer;

    /** Used by Kafka Streams to instantiate the class by name. */
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
