package org.registryfleet.clusteraccess.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Splits a stream of bytes into lines. Buffers the unfinished one, within the limits of a single
 * line and of all streams of the cluster together.
 */
final class LineSplitter {
    private final ResponseLimits limits;
    private final AtomicLong unfinishedOfCluster;
    private int counted;
    private boolean ended;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream(0);

    LineSplitter(ResponseLimits limits, AtomicLong unfinishedOfCluster) {
        this.limits = limits;
        this.unfinishedOfCluster = unfinishedOfCluster;
    }

    /**
     * The lines completed by these bytes.
     *
     * @throws ResponseTooLargeException when a line exceeds its limit
     */
    synchronized List<byte[]> add(List<ByteBuffer> buffers) {
        if (ended) {
            return List.of();
        }
        var lines = new ArrayList<byte[]>();
        for (var buffer : buffers) {
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            split(bytes, lines);
        }
        count();
        return lines;
    }

    /** Ends the stream and releases its buffer. */
    synchronized void end() {
        ended = true;
        unfinished.reset();
        count();
    }

    private void count() {
        var all = unfinishedOfCluster.addAndGet(unfinished.size() - counted);
        counted = unfinished.size();
        if (counted > 0 && all > limits.unfinishedBytes()) {
            throw limits.exceeded("what all watches send without an end", limits.unfinishedBytes());
        }
    }

    private void append(byte[] bytes, int start, int end) {
        if (unfinished.size() + end - start > limits.lineBytes()) {
            throw limits.exceeded("an event of the watch", limits.lineBytes());
        }
        unfinished.write(bytes, start, end - start);
    }

    private void split(byte[] bytes, List<byte[]> lines) {
        var start = 0;
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                append(bytes, start, i);
                if (unfinished.size() > 0) {
                    lines.add(unfinished.toByteArray());
                    unfinished.reset();
                }
                start = i + 1;
            }
        }
        append(bytes, start, bytes.length);
    }
}
