package org.registryfleet.audit.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** An input stream whose next bytes can be inspected before they are consumed. */
final class LookaheadStream implements AutoCloseable {

    private static final int USUAL = 1 << 18;

    private final InputStream source;
    private byte[] buffer = new byte[USUAL];
    private int start;
    private int end;
    private long position;

    LookaheadStream(InputStream source) {
        this.source = source;
    }

    /** Whether at least this many bytes follow. */
    boolean has(int wanted) throws IOException {
        if (end - start >= wanted) {
            return true;
        }
        makeRoom(wanted);
        while (end - start < wanted) {
            int read = source.read(buffer, end, buffer.length - end);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return true;
    }

    /** The number of buffered bytes. */
    int known() {
        return end - start;
    }

    int intAt(int ahead) {
        int i = start + ahead;
        return buffer[i] << 24
                | (buffer[i + 1] & 0xff) << 16
                | (buffer[i + 2] & 0xff) << 8
                | (buffer[i + 3] & 0xff);
    }

    byte[] copy(int ahead, int length) {
        return Arrays.copyOfRange(buffer, start + ahead, start + ahead + length);
    }

    void advance(int count) {
        start += count;
        position += count;
    }

    /** The number of bytes consumed so far. */
    long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private void makeRoom(int wanted) {
        if (start + wanted <= buffer.length) {
            return;
        }
        var target =
                wanted <= buffer.length ? buffer : new byte[Math.max(wanted, buffer.length * 2)];
        System.arraycopy(buffer, start, target, 0, end - start);
        buffer = target;
        end -= start;
        start = 0;
    }
}
