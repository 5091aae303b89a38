package org.registryfleet.schemas;

import org.apache.avro.Schema;

/** A registry that tools ask for the schemas of the events. Throws SchemaRegistryException. */
@FunctionalInterface
public interface SchemaRegistryClient {

    /** The id of a schema, registered under its full name when it is new. */
    int id(Schema schema);
}
