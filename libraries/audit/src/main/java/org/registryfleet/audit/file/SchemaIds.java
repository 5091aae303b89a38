package org.registryfleet.audit.file;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.registryfleet.schemas.EventType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Maps the fingerprints in Avro's single-object encoding to their schemas. */
final class SchemaIds {

    /** Length of the single-object header. */
    static final int HEADER = 2 + Long.BYTES;

    private static final short MARK = (short) 0xC301;

    private SchemaIds() {}

    /** The fingerprint in the single-object header; empty if there is no such header. */
    static Optional<String> of(byte[] value) {
        if (value.length < HEADER || ByteBuffer.wrap(value).getShort() != MARK) {
            return Optional.empty();
        }
        var fingerprint = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        return Optional.of(text(fingerprint));
    }

    static String of(Schema schema) {
        return text(SchemaNormalization.parsingFingerprint64(schema));
    }

    /** Every schema that this release can read. */
    static Map<String, Schema> released() {
        var released = new HashMap<String, Schema>();
        for (var type : EventType.all()) {
            type.history().forEach(schema -> released.put(of(schema), schema));
            released.put(of(type.schema()), type.schema());
        }
        return released;
    }

    private static String text(long fingerprint) {
        return "%016x".formatted(fingerprint);
    }
}
