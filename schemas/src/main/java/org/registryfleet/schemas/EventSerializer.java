package org.registryfleet.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Writes events as values of Kafka records; null is a tombstone. See {@link EventSettings}. */
public final class EventSerializer implements Serializer<SpecificRecord> {

    private Events events;

    /** Single-object encoding until configured otherwise. */
    public EventSerializer() {
        this(Events.singleObject());
    }

    public EventSerializer(Events events) {
        this.events = events;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        EventSettings.events(configs).ifPresent(configured -> events = configured);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord event) {
        return event == null ? null : events.encode(event);
    }
}
