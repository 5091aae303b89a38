package org.registryfleet.audit.evidence;

/**
 * A schema that records of a bundle are written with.
 *
 * @param id CRC-64 fingerprint as it stands in the records, 16 hexadecimal digits
 * @param name full name of the record
 * @param hash SHA-256 of the file
 */
public record SchemaManifest(String id, String name, Hash hash) {}
