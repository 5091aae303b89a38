package org.registryfleet.audit.evidence;

/**
 * One entry of the hash list that accompanies the records, so that a differing record can be named.
 *
 * @param leaf hash of the record's {@link RecordBytes}
 */
public record HashListEntry(long offset, Hash leaf) {

    /** Length of an entry in the file: the big-endian offset and the hash. */
    public static final int BYTES = Long.BYTES + Hash.BYTES;
}
