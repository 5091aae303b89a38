package org.registryfleet.audit.file;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** Reads the records of one partition from a bundle, past damaged places. */
interface RecordReader extends AutoCloseable {

    /**
     * A record, or bytes that are none.
     *
     * @param position count of pieces before it
     * @param at where it begins in its file
     * @param content the record as it was hashed; null when it cannot be read
     * @param fault why it cannot be read; empty for a record
     */
    @SuppressWarnings("ArrayRecordComponent") // lives for one step
    record Piece(long position, long at, byte @Nullable [] content, String fault) {}

    /** The next piece; null at the end. */
    @Nullable Piece next() throws IOException;

    @Override
    void close() throws IOException;
}
