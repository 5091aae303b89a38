package org.registryfleet.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The bytes are not an event known to this release. The message says what was found and what to do,
 * never the bytes themselves; the record belongs on the dead-letter topic.
 */
public final class UndecodableEventException extends SerializationException {

    private static final long serialVersionUID = 1L;

    public UndecodableEventException(String found, String remedy) {
        super(found + "; " + remedy);
    }
}
