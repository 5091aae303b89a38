package org.registryfleet.audit.evidence;

import org.jspecify.annotations.Nullable;

/**
 * What stands at one position of a bundle's record file: a record, or bytes that are not one.
 *
 * @param position index in the file, from 0
 * @param at byte offset in the file
 * @param offset offset of the record; -1 if unreadable
 * @param leaf hash of the record; null if unreadable
 * @param fault why the bytes are not a record; empty for a record
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
