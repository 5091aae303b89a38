package org.registryfleet.audit.file;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.RecordBytes;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads records in binary form: a mark of four bytes, the length in four, the record. The mark is
 * where reading goes on behind a damaged place.
 */
final class FrameReader implements RecordReader {

    /** No text begins like that. */
    static final int MARK = 0x9dEF1E7F;

    static final int HEADER = 2 * Integer.BYTES;

    private static final int MAX_LENGTH = 1 << 26;

    private final ByteWindow source;
    private long position;

    FrameReader(InputStream source) {
        this.source = new ByteWindow(source);
    }

    @Override
    public @Nullable Piece next() throws IOException {
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
