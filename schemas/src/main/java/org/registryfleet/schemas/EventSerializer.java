package org.registryfleet.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Serializes events into the values of Kafka records; null is a tombstone. */
public final class EventSerializer implements Serializer<SpecificRecord> {

    private final Events events;

    /** Used by Kafka to instantiate the class by name. */
    public EventSerializer() {
        this(Events.singleObject());
    }

    public EventSerializer(Events events) {
        this.events = events;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord event) {
        return event == null ? null : events.encode(event);
    }
}
