package org.registryfleet.audit.file;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.Lane;
import org.registryfleet.audit.evidence.RecordBytes;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads records in JSON form, a line each. What a line says for people must be what its record's
 * bytes say: it is made anew from them and compared.
 */
final class LineReader implements RecordReader {

    private static final int MAX_LENGTH = 1 << 28;

    private final ByteWindow source;
    private final Lane lane;
    private final RecordLine lines;
    private long position;

    LineReader(InputStream source, Lane lane, RecordLine lines) {
        this.source = new ByteWindow(source);
        this.lane = lane;
        this.lines = lines;
    }

    @Override
    public @Nullable Piece next() throws IOException {
        if (!source.has(1)) {
            return null;
        }
        long at = source.position();
        int length = lineLength();
        if (length < 0) {
            int rest = source.known();
            source.advance(rest);
            return new Piece(
                    position++,
                    at,
                    null,
                    "the file ends inside it, after %d bytes".formatted(rest));
        }
        var line = source.copy(0, length);
        source.advance(length + 1);
        return piece(at, line);
    }

    private Piece piece(long at, byte[] line) {
        var record = lines.read(lane, line);
        if (record.isEmpty()) {
            return new Piece(position++, at, null, "the line cannot be read as a record");
        }
        if (!Arrays.equals(lines.write(record.get()), line)) {
            return new Piece(
                    position++, at, null, "the line does not say what the record's bytes say");
        }
        return new Piece(position++, at, RecordBytes.of(record.get()), "");
    }

    private int lineLength() throws IOException {
        for (int length = 0; length < MAX_LENGTH && source.has(length + 1); length++) {
            if (source.byteAt(length) == '\n') {
                return length;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
