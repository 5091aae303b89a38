package org.registryfleet.schemas;

import org.apache.avro.Schema;

/**
 * Registers the schemas of the events with a registry, for the use of external tools. Throws
 * SchemaRegistryException.
 */
@FunctionalInterface
public interface SchemaRegistryClient {

    /** Registers a schema under its full name, unless it exists, and returns its id. */
    int id(Schema schema);
}
