package org.registryfleet.schemas;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificRecord;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads records of one writer schema into the current class. Built once per schema and immutable
 * afterwards: Avro's fast reader keeps no per-thread state, whereas the resolving reader does and
 * would be rebuilt for every virtual thread.
 */
record EventReader(String name, Schema writer, DatumReader<SpecificRecord> datums) {

    // scans the class path for conversions when created
    private static final GenericData PLAIN = new GenericData();

    static EventReader of(EventType event, Schema writer) {
        try {
            return new EventReader(
                    event.name(),
                    writer,
                    new FastReaderBuilder(event.model()).createDatumReader(writer, event.schema()));
        } catch (IOException e) {
            throw new UncheckedIOException("no reader for " + writer.getFullName(), e);
        }
    }

    SpecificRecord read(byte[] bytes, int offset) {
        var decoder =
                DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, null);
        try {
            var event = datums.read(null, decoder);
            refuseTrailing(decoder, bytes.length);
            return event;
        } catch (EOFException e) {
            throw undecodable("the record ends early, after %d bytes".formatted(bytes.length));
        } catch (UndecodableEventException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // the message of e may quote the payload, its class name does not
            throw undecodable(
                    "the record does not follow its schema (%s)"
                            .formatted(e.getClass().getSimpleName()));
        }
    }

    /**
     * The event reduced to the writer schema: fields unknown to that schema have their defaults.
     * The event itself if it cannot be expressed in that schema.
     */
    SpecificRecord limit(SpecificRecord event) {
        var current = event.getSchema();
        if (current.equals(writer)) {
            return event;
        }
        try {
            var bytes = EventWriter.of(current, new byte[0]).write(event);
            var decoder = DecoderFactory.get().binaryDecoder(bytes, null);
            var known = new GenericDatumReader<>(current, writer, PLAIN).read(null, decoder);
            var written = new ByteArrayOutputStream(bytes.length);
            var encoder = EncoderFactory.get().binaryEncoder(written, null);
            new GenericDatumWriter<>(writer, PLAIN).write(known, encoder);
            encoder.flush();
            return read(written.toByteArray(), 0);
        } catch (IOException | AvroRuntimeException unsayable) {
            return event;
        }
    }

    private void refuseTrailing(BinaryDecoder decoder, int length) throws IOException {
        if (!decoder.isEnd()) {
            throw undecodable(
                    "the record of %d bytes goes on after the event's end".formatted(length));
        }
    }

    private UndecodableEventException undecodable(String found) {
        return new UndecodableEventException(
                name + ": " + found,
                "the bytes were damaged or written by hand; have the producer send the event"
                        + " again");
    }
}
