package org.registryfleet.stage.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.events.Observation;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.RecordKeyCheck;
import org.registryfleet.schemas.UndecodableEventException;
import org.registryfleet.stage.view.ObjectRef;

/**
 * A Kafka record, decoded once and shared by all stages. The content of an object is parsed lazily.
 * Not thread-safe.
 */
public final class DecodedRecord {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cause place;
    private final @Nullable String cluster;
    private final @Nullable SpecificRecord event;
    private final @Nullable ObjectRef shown;
    private @Nullable JsonNode content;

    private DecodedRecord(
            Cause place,
            @Nullable String cluster,
            @Nullable SpecificRecord event,
            @Nullable ObjectRef shown) {
        this.place = place;
        this.cluster = cluster;
        this.event = event;
        this.shown = shown;
    }

    /**
     * Decodes a record.
     *
     * @param cluster the record's key
     * @param value null for a tombstone
     * @throws UndecodableEventException when it cannot be decoded or its key names another cluster
     */
    public static DecodedRecord of(
            Events events, Cause place, @Nullable String cluster, byte @Nullable [] value) {
        if (value == null) {
            return new DecodedRecord(place, cluster, null, null);
        }
        var event = events.decode(value);
        RecordKeyCheck.require(cluster, event);
        return new DecodedRecord(place, cluster, event, shown(event));
    }

    public Cause place() {
        return place;
    }

    /** The record's key. */
    public @Nullable String cluster() {
        return cluster;
    }

    /** The decoded event; null for a tombstone. */
    public @Nullable SpecificRecord event() {
        return event;
    }

    /** The object that an observation adds, modifies or deletes; null for all other records. */
    public @Nullable ObjectRef shown() {
        return shown;
    }

    /**
     * The parsed content of the object.
     *
     * @param text the record's JSON, the same in every call
     * @throws UndecodableEventException when it is not JSON
     */
    JsonNode content(String text) {
        if (content == null) {
            content = json(text);
        }
        return content;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new UndecodableEventException(
                    "the content of an object is not JSON",
                    "update the watcher or executor that wrote it");
        }
    }

    private static @Nullable ObjectRef shown(SpecificRecord event) {
        if (!(event instanceof Observation observation)) {
            return null;
        }
        return switch (observation.getType()) {
            case ADDED, MODIFIED, DELETED -> object(observation);
            case SYNCED,
                    CONTACT_LOST,
                    CONTACT_RESTORED,
                    RESUMED,
                    GAP,
                    RESYNC,
                    CREDENTIAL,
                    UNKNOWN ->
                    null;
        };
    }

    private static ObjectRef object(Observation observation) {
        var key = observation.getObject();
        if (key == null) {
            throw new UndecodableEventException(
                    "an observation of type " + observation.getType() + " names no object",
                    "update the watcher that wrote it");
        }
        return EventMapper.ref(key);
    }
}
