package org.registryfleet.audit.evidence;

/**
 * The manifest's entry for a writer schema of the bundle's records.
 *
 * @param id CRC-64 fingerprint as found in the records, 16 hexadecimal digits
 * @param name full name of the record
 * @param hash SHA-256 of the file
 */
public record SchemaManifest(String id, String name, Hash hash) {}
