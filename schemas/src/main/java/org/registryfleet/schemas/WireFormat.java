package org.registryfleet.schemas;

/** How an event is framed on the wire. Both are read; the configured one is written. */
public enum WireFormat {
    /** Avro single-object encoding: C3 01, the schema's CRC-64 fingerprint, the record. */
    SINGLE_OBJECT,
    /** The schema registries' layout: 00, the schema's id in four bytes, the record. */
    SCHEMA_REGISTRY
}
