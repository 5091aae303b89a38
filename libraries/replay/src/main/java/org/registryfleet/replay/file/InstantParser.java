package org.registryfleet.replay.file;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;

import java.io.Serial;
import java.time.Instant;

/** Parses timestamps as they appear in JSON. */
final class InstantParser extends FromStringDeserializer<Instant> {

    @Serial private static final long serialVersionUID = 1;

    InstantParser() {
        super(Instant.class);
    }

    @Override
    protected Instant _deserialize(String value, DeserializationContext context) {
        return Instant.parse(value);
    }
}
