package org.registryfleet.audit.file;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.HashListEntry;
import org.registryfleet.audit.evidence.RecordBytes;
import org.registryfleet.audit.evidence.RecordHasher;
import org.registryfleet.audit.evidence.ScannedRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Iterates over the records of a partition and recomputes their hashes. */
final class RecordScanner implements Iterator<ScannedRecord> {

    private final FrameReader reader;
    private final RecordHasher hashing = new RecordHasher();
    private @Nullable ScannedRecord next;
    private long read;

    RecordScanner(FrameReader reader) {
        this.reader = reader;
    }

    /** The number of records read. */
    long read() {
        return read;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = fetch();
        }
        return next != null;
    }

    @Override
    public ScannedRecord next() {
        if (next == null && !hasNext()) {
            throw new NoSuchElementException();
        }
        var found = next;
        next = null;
        if (found == null) {
            throw new NoSuchElementException();
        }
        return found;
    }

    private @Nullable ScannedRecord fetch() {
        try {
            var piece = reader.next();
            if (piece == null) {
                return null;
            }
            read++;
            var content = piece.content();
            return content == null
                    ? ScannedRecord.damaged(piece.position(), piece.at(), piece.fault())
                    : ScannedRecord.whole(
                            piece.position(),
                            piece.at(),
                            new HashListEntry(RecordBytes.offset(content), hashing.leaf(content)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
