package org.registryfleet.audit.evidence;

/**
 * A record in the list of hashes that stands beside the records, so that a difference can be named.
 *
 * @param leaf hash of the record's {@link RecordBytes}
 */
public record HashListEntry(long offset, Hash leaf) {

    /** Its length in the list's file: the offset, big-endian, and the hash. */
    public static final int BYTES = Long.BYTES + Hash.BYTES;
}
