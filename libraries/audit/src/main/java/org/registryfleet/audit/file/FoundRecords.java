package org.registryfleet.audit.file;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.FoundRecord;
import org.registryfleet.audit.evidence.Hashing;
import org.registryfleet.audit.evidence.ListedRecord;
import org.registryfleet.audit.evidence.RecordBytes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The records of a partition with their hashes made anew. */
final class FoundRecords implements Iterator<FoundRecord> {

    private final FrameReader reader;
    private final Hashing hashing = new Hashing();
    private @Nullable FoundRecord next;
    private long read;

    FoundRecords(FrameReader reader) {
        this.reader = reader;
    }

    /** How many were read. */
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
    public FoundRecord next() {
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

    private @Nullable FoundRecord fetch() {
        try {
            var piece = reader.next();
            if (piece == null) {
                return null;
            }
            read++;
            var content = piece.content();
            return content == null
                    ? FoundRecord.damaged(piece.position(), piece.at(), piece.fault())
                    : FoundRecord.whole(
                            piece.position(),
                            piece.at(),
                            new ListedRecord(RecordBytes.offset(content), hashing.leaf(content)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
