package org.registryfleet.schemas;

import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificRecord;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads records of one writer schema into the current class. Built once per schema and then
 * immutable: Avro's fast reader keeps no state per thread, which the resolving one does, and that
 * would be built anew for each virtual thread.
 */
record EventReader(String name, DatumReader<SpecificRecord> datums) {

    static EventReader of(EventType event, Schema writer) {
        try {
            return new EventReader(
                    event.name(),
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
            // the message of e may quote the payload, its class does not
            throw undecodable(
                    "the record does not follow its schema (%s)"
                            .formatted(e.getClass().getSimpleName()));
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
