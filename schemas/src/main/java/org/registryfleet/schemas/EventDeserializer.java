package org.registryfleet.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Deserializes the values of Kafka records into events; null is a tombstone. */
public final class EventDeserializer implements Deserializer<SpecificRecord> {

    private final Events events;

    /** Used by Kafka to instantiate the class by name. */
    public EventDeserializer() {
        this(Events.singleObject());
    }

    public EventDeserializer(Events events) {
        this.events = events;
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null ? null : events.decode(bytes);
    }
}
