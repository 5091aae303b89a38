package org.registryfleet.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads events from values of Kafka records; null is a tombstone. */
public final class EventDeserializer implements Deserializer<SpecificRecord> {

    private final Events events;

    /** As Kafka makes it by the name of its class. */
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
