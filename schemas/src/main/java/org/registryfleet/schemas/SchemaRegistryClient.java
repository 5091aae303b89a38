package org.registryfleet.schemas;

import org.apache.avro.Schema;

import java.util.Optional;

/** The two questions the wire format of a schema registry asks. Throws SchemaRegistryException. */
public interface SchemaRegistryClient {

    /** The schema with that id; empty when the registry knows no such id. */
    Optional<Schema> schema(int id);

    /** The id of a schema, registered under its full name when it is new. */
    int id(Schema schema);
}
