package org.registryfleet.audit.evidence;

import org.jspecify.annotations.Nullable;

/**
 * What a bundle's file of records has at one place: a record, or bytes that are none.
 *
 * @param position count of records before it, from 0
 * @param at where it begins in the file, in bytes
 * @param offset of the record; -1 when that cannot be read
 * @param leaf hash of the record; null when it cannot be read
 * @param fault why it cannot be read; empty for a record
 */
public record ScannedRecord(
        long position, long at, long offset, @Nullable Hash leaf, String fault) {

    private static final long UNKNOWN = -1;

    public static ScannedRecord whole(long position, long at, HashListEntry record) {
        return new ScannedRecord(position, at, record.offset(), record.leaf(), "");
    }

    public static ScannedRecord damaged(long position, long at, String fault) {
        return new ScannedRecord(position, at, UNKNOWN, null, fault);
    }

    public boolean isWhole() {
        return leaf != null;
    }

    boolean is(HashListEntry listed) {
        return leaf != null && offset == listed.offset() && leaf.equals(listed.leaf());
    }
}
