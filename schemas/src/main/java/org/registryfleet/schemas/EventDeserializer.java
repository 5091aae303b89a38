package org.registryfleet.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Reads events from values of Kafka records; null is a tombstone. See {@link EventSettings}. */
public final class EventDeserializer implements Deserializer<SpecificRecord> {

    private Events events;

    /** Without a schema registry until configured otherwise. */
    public EventDeserializer() {
        this(Events.singleObject());
    }

    public EventDeserializer(Events events) {
        this.events = events;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        EventSettings.events(configs).ifPresent(configured -> events = configured);
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null ? null : events.decode(bytes);
    }
}
