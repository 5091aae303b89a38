package org.registryfleet.audit.file;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.RecordBytes;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads framed binary records: a four-byte marker, a four-byte length, the record. The marker is
 * where reading resynchronises after a damaged frame.
 */
final class FrameReader implements AutoCloseable {

    /** Starts with a byte that no text does. */
    static final int MARK = 0x9dEF1E7F;

    static final int HEADER = 2 * Integer.BYTES;

    private static final int MAX_LENGTH = 1 << 26;

    /**
     * A framed record, or bytes that are not one.
     *
     * @param position index in the file
     * @param at where it begins in its file
     * @param content the canonical bytes of the record; null if unreadable
     * @param fault why the bytes are not a record; empty for a record
     */
    @SuppressWarnings("ArrayRecordComponent") // lives for one step
    record Piece(long position, long at, byte @Nullable [] content, String fault) {}

    private final LookaheadStream source;
    private long position;

    FrameReader(InputStream source) {
        this.source = new LookaheadStream(source);
    }

    /** The next frame; null at the end. */
    @Nullable Piece next() throws IOException {
        if (!source.has(1)) {
            return null;
        }
        var content = content();
        long at = source.position();
        if (content == null) {
            return new Piece(position++, at, null, skip());
        }
        source.advance(HEADER + content.length);
        return new Piece(position++, at, content, "");
    }

    private byte @Nullable [] content() throws IOException {
        if (!source.has(HEADER) || source.intAt(0) != MARK) {
            return null;
        }
        int length = source.intAt(Integer.BYTES);
        if (length < 0 || length > MAX_LENGTH || !source.has(HEADER + length)) {
            return null;
        }
        var content = source.copy(HEADER, length);
        return RecordBytes.isWhole(content) ? content : null;
    }

    private String skip() throws IOException {
        long from = source.position();
        source.advance(1);
        while (source.has(Integer.BYTES)) {
            if (source.intAt(0) == MARK) {
                return "%d bytes cannot be read as a record".formatted(source.position() - from);
            }
            source.advance(1);
        }
        source.advance(source.known());
        return "the file ends inside it, after %d bytes".formatted(source.position() - from);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
