package org.registryfleet.schemas;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Encodes and decodes events in Avro's single-object encoding: C3 01, the CRC-64 fingerprint of the
 * schema, the record. Reads every schema that was ever released. Thread-safe; instances are cheap.
 */
public final class Events {

    private static final byte MARKER_1 = (byte) 0xC3;
    private static final byte MARKER_2 = 0x01;
    private static final int FINGERPRINT_HEADER = 2 + Long.BYTES;

    private static final Map<Long, EventReader> RELEASED = releasedReaders();

    private final Map<Schema, EventWriter> writers = new ConcurrentHashMap<>();

    private Events() {}

    /** Needs only the released schemas. */
    public static Events singleObject() {
        return new Events();
    }

    /** Encodes an event. The exception for an incomplete one does not contain its content. */
    public byte[] encode(SpecificRecord event) {
        return writers.computeIfAbsent(event.getSchema(), Events::writer).write(event);
    }

    /**
     * Decodes an event with its writer schema.
     *
     * @throws UndecodableEventException if the bytes are not an event known to this release
     */
    public SpecificRecord decode(byte[] bytes) {
        return reader(bytes).read(bytes, FINGERPRINT_HEADER);
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
     * The event reduced to the writer schema of a record, so that both can be compared: fields of
     * newer schemas have their defaults.
     *
     * @throws UndecodableEventException if the record is not an event known to this release
     */
    public SpecificRecord inTermsOf(byte[] record, SpecificRecord event) {
        return reader(record).limit(event);
    }

    private static EventReader reader(byte[] bytes) {
        if (bytes.length == 0) {
            throw foreign("the record is empty");
        }
        if (bytes[0] != MARKER_1) {
            throw foreign("the record starts with byte %02x".formatted(bytes[0]));
        }
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

    private static EventWriter writer(Schema schema) {
        return EventWriter.of(schema, singleObjectHeader(schema));
    }

    private static byte[] singleObjectHeader(Schema schema) {
        return ByteBuffer.allocate(FINGERPRINT_HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MARKER_1)
                .put(MARKER_2)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
    }

    private static UndecodableEventException foreign(String found) {
        return new UndecodableEventException(
                found,
                "events start with c3 01 (Avro's single-object encoding); find out who writes to"
                        + " this topic");
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
