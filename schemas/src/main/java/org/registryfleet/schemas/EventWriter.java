package org.registryfleet.schemas;

import org.apache.avro.Schema;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Writes events of one schema behind a precomputed single-object header. */
final class EventWriter {

    private static final int USUAL_SIZE = 1024;

    private final String name;
    private final byte[] header;
    private final SpecificDatumWriter<SpecificRecord> datums;

    private EventWriter(String name, byte[] header, SpecificDatumWriter<SpecificRecord> datums) {
        this.name = name;
        this.header = header;
        this.datums = datums;
    }

    static EventWriter of(Schema schema, byte[] header) {
        return new EventWriter(
                schema.getName(),
                header,
                new SpecificDatumWriter<>(schema, SpecificData.getForSchema(schema)));
    }

    byte[] write(SpecificRecord event) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        bytes.writeBytes(header);
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            datums.write(event, encoder);
            encoder.flush();
        } catch (NullPointerException e) {
            // Avro names the field here and quotes no value
            throw new SerializationException(
                    "%s cannot be encoded: %s".formatted(name, e.getMessage()));
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "%s cannot be encoded: a value does not fit its field (%s)"
                            .formatted(name, e.getClass().getSimpleName()));
        }
        return bytes.toByteArray();
    }
}
