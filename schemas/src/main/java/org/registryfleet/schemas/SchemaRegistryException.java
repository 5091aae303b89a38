package org.registryfleet.schemas;

import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * The schema registry gave no usable answer. Says nothing about the record at hand: the same record
 * may decode once the registry answers.
 */
public final class SchemaRegistryException extends RetriableException {

    private static final long serialVersionUID = 1L;

    SchemaRegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
