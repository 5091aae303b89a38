package org.registryfleet.audit.file;

import org.registryfleet.audit.evidence.Hash;
import org.registryfleet.audit.evidence.HashListEntry;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** Reads the hash list that accompanies the records of a partition. */
final class HashListReader implements Iterator<HashListEntry>, AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final InputStream source;
    private final Consumer<HashListEntry> seen;
    private final byte[] next = new byte[HashListEntry.BYTES];
    private boolean isReady;
    private int rest;

    /**
     * @param seen receives every entry that is read
     */
    HashListReader(InputStream source, Consumer<HashListEntry> seen) {
        this.source = new BufferedInputStream(source, BUFFER);
        this.seen = seen;
    }

    @Override
    public boolean hasNext() {
        if (!isReady) {
            try {
                rest = source.readNBytes(next, 0, next.length);
                isReady = rest == next.length;
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return isReady;
    }

    @Override
    public HashListEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        isReady = false;
        var bytes = ByteBuffer.wrap(next);
        var record = new HashListEntry(bytes.getLong(), Hash.read(bytes));
        seen.accept(record);
        return record;
    }

    /** Whether the file ends in the middle of an entry. */
    boolean isTorn() {
        return rest > 0 && rest < next.length;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
