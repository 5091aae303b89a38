package org.registryfleet.schemas;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Avro records without classes, from JSON and from bytes, for looking at old schemas. */
final class AvroJson {

    private AvroJson() {}

    static GenericRecord parse(String json, Schema schema) {
        try {
            return new GenericDatumReader<GenericRecord>(schema, schema, new GenericData())
                    .read(null, DecoderFactory.get().jsonDecoder(schema, json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record's bytes without any header. */
    static byte[] bytes(GenericRecord record, Schema schema) {
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(schema, new GenericData()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads bytes behind a header of that length as somebody with another schema would. */
    static GenericRecord read(byte[] bytes, int header, Schema writer, Schema reader) {
        try {
            return new GenericDatumReader<GenericRecord>(writer, reader, new GenericData())
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(bytes, header, bytes.length - header, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
