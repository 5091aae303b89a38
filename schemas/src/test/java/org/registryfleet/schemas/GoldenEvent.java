package org.registryfleet.schemas;

import org.apache.avro.specific.SpecificRecord;

import java.util.HexFormat;

/**
 * One example event as it stood on the wire.
 *
 * @param name {@code <Record>/v<version>/<case>}, the place of its files below {@code golden/}
 * @param event read with the current schema
 * @param wire its bytes in single-object encoding, as hex
 */
public record GoldenEvent(
        String name, EventType type, int version, SpecificRecord event, String wire) {

    /** The bytes on the wire. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(wire);
    }

    @Override
    public String toString() {
        return name;
    }
}
