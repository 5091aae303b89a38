package org.registryfleet.schemas;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Events to bytes and back. Writes the one {@link WireFormat} it was given and reads both, in every
 * schema that was ever released. Safe for any number of threads; instances are cheap.
 */
public final class Events {

    private static final byte MARKER_1 = (byte) 0xC3;
    private static final byte MARKER_2 = 0x01;
    private static final byte REGISTRY_MAGIC = 0x00;
    private static final int FINGERPRINT_HEADER = 2 + Long.BYTES;
    private static final int REGISTRY_HEADER = 1 + Integer.BYTES;

    private static final Map<String, EventType> TYPES = typesByFullName();
    private static final Map<Long, EventReader> RELEASED = releasedReaders();

    private final WireFormat format;
    private final @Nullable SchemaRegistryClient registry;
    private final Map<Integer, EventReader> readersById = new ConcurrentHashMap<>();
    private final Map<Schema, EventWriter> writers = new ConcurrentHashMap<>();

    /**
     * @param registry null when no schema registry is configured; records that need one are then
     *     undecodable
     */
    public Events(WireFormat format, @Nullable SchemaRegistryClient registry) {
        if (format == WireFormat.SCHEMA_REGISTRY && registry == null) {
            throw new IllegalArgumentException(
                    "the format SCHEMA_REGISTRY needs a schema registry: give its URL, or write"
                            + " SINGLE_OBJECT");
        }
        this.format = format;
        this.registry = registry;
    }

    /** Writes single-object encoding and needs no registry. */
    public static Events singleObject() {
        return new Events(WireFormat.SINGLE_OBJECT, null);
    }

    /** The event in the configured format. Refuses, without its content, one that is incomplete. */
    public byte[] encode(SpecificRecord event) {
        return writers.computeIfAbsent(event.getSchema(), this::writer).write(event);
    }

    /**
     * The event, read with the schema it was written with.
     *
     * @throws UndecodableEventException when the bytes are not an event of this release
     * @throws SchemaRegistryException when the registry that is needed does not answer
     */
    public SpecificRecord decode(byte[] bytes) {
        if (bytes.length == 0) {
            throw foreign("the record is empty");
        }
        return switch (bytes[0]) {
            case MARKER_1 -> decodeSingleObject(bytes);
            case REGISTRY_MAGIC -> decodeRegistered(bytes);
            default -> throw foreign("the record starts with byte %02x".formatted(bytes[0]));
        };
    }

    /** Like {@link #decode(byte[])}, for a topic that holds only this type. */
    public <T extends SpecificRecord> T decode(byte[] bytes, Class<T> type) {
        var event = decode(bytes);
        if (!type.isInstance(event)) {
            throw new UndecodableEventException(
                    "found a %s where a %s belongs"
                            .formatted(event.getSchema().getName(), type.getSimpleName()),
                    "check which topic its producer writes to");
        }
        return type.cast(event);
    }

    /**
     * The event with what a record's producer could have said of it, so that it can be compared
     * with what that record says: fields of later schemas are at their defaults.
     *
     * @throws UndecodableEventException when the record is not an event of this release
     */
    public SpecificRecord inTermsOf(byte[] record, SpecificRecord event) {
        if (record.length == 0) {
            throw foreign("the record is empty");
        }
        return record[0] == MARKER_1
                ? released(record).limit(event)
                : registered(record).limit(event);
    }

    private static SpecificRecord decodeSingleObject(byte[] bytes) {
        return released(bytes).read(bytes, FINGERPRINT_HEADER);
    }

    private static EventReader released(byte[] bytes) {
        if (bytes.length < FINGERPRINT_HEADER) {
            throw foreign(
                    "the record ends inside its header, after %d bytes".formatted(bytes.length));
        }
        if (bytes[1] != MARKER_2) {
            throw foreign("the record starts with bytes c3 %02x".formatted(bytes[1]));
        }
        var fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        var reader = RELEASED.get(fingerprint);
        if (reader == null) {
            throw new UndecodableEventException(
                    "no schema with fingerprint %016x is known".formatted(fingerprint),
                    "update this service to the producer's release");
        }
        return reader;
    }

    private SpecificRecord decodeRegistered(byte[] bytes) {
        return registered(bytes).read(bytes, REGISTRY_HEADER);
    }

    private EventReader registered(byte[] bytes) {
        if (bytes.length < REGISTRY_HEADER) {
            throw foreign(
                    "the record ends inside its header, after %d bytes".formatted(bytes.length));
        }
        var id = ByteBuffer.wrap(bytes).getInt(1);
        var reader = readersById.get(id);
        if (reader == null) {
            reader = readerFromRegistry(id);
            readersById.put(id, reader);
        }
        return reader;
    }

    private EventReader readerFromRegistry(int id) {
        if (registry == null) {
            throw new UndecodableEventException(
                    "the record names schema id %d of a schema registry".formatted(id),
                    "configure the registry's URL");
        }
        var schema =
                registry.schema(id)
                        .orElseThrow(
                                () ->
                                        new UndecodableEventException(
                                                "the schema registry has no schema id " + id,
                                                "check that producer and consumer use the same"
                                                        + " registry"));
        var type = TYPES.get(schema.getFullName());
        if (type == null) {
            throw new UndecodableEventException(
                    "schema id %d is %s, which is no event of this release"
                            .formatted(id, schema.getFullName()),
                    "check which topic its producer writes to");
        }
        return EventReader.of(type, schema);
    }

    private EventWriter writer(Schema schema) {
        return switch (format) {
            case SINGLE_OBJECT -> EventWriter.of(schema, singleObjectHeader(schema));
            case SCHEMA_REGISTRY -> EventWriter.of(schema, registryHeader(schema));
        };
    }

    private static byte[] singleObjectHeader(Schema schema) {
        return ByteBuffer.allocate(FINGERPRINT_HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MARKER_1)
                .put(MARKER_2)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
    }

    private byte[] registryHeader(Schema schema) {
        if (registry == null) {
            throw new IllegalStateException("the constructor allowed this format without registry");
        }
        return ByteBuffer.allocate(REGISTRY_HEADER)
                .put(REGISTRY_MAGIC)
                .putInt(registry.id(schema))
                .array();
    }

    private static UndecodableEventException foreign(String found) {
        return new UndecodableEventException(
                found,
                "events start with c3 01 (single object) or 00 (schema registry); find out who"
                        + " writes to this topic");
    }

    private static Map<String, EventType> typesByFullName() {
        var types = new HashMap<String, EventType>();
        EventType.all().forEach(type -> types.put(type.schema().getFullName(), type));
        return Map.copyOf(types);
    }

    private static Map<Long, EventReader> releasedReaders() {
        var readers = new HashMap<Long, EventReader>();
        for (var type : EventType.all()) {
            // the current schema last: a change that was not released yet still round-trips
            for (var schema : type.history()) {
                readers.put(fingerprint(schema), EventReader.of(type, schema));
            }
            readers.put(fingerprint(type.schema()), EventReader.of(type, type.schema()));
        }
        return Map.copyOf(readers);
    }

    private static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }
}
