package org.registryfleet.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * Bytes that are not an event of this release. The message says what was found and what to do,
 * never the bytes themselves; the record belongs into the dead letters.
 */
public final class UndecodableEventException extends SerializationException {

    private static final long serialVersionUID = 1L;

    public UndecodableEventException(String found, String remedy) {
        super(found + "; " + remedy);
    }
}
