package org.registryfleet.clusteraccess.api;

import java.util.concurrent.atomic.LongAdder;

/**
 * Maximum sizes of responses, so that no API server can exhaust the heap. A larger response is
 * aborted and counted.
 */
public final class ResponseLimits {
    private static final int MEBIBYTE = 1 << 20;

    private final int bodyBytes;
    private final int lineBytes;
    private final LongAdder exceeded = new LongAdder();

    /**
     * @param bodyBytes of a whole response, including error responses
     * @param lineBytes of one line of a watch, which is one event
     */
    public ResponseLimits(int bodyBytes, int lineBytes) {
        this.bodyBytes = bodyBytes;
        this.lineBytes = lineBytes;
    }

    /** 16 MiB for a body; 4 MiB for a line, which is more than etcd stores of an object. */
    public static ResponseLimits standard() {
        return new ResponseLimits(16 * MEBIBYTE, 4 * MEBIBYTE);
    }

    /** Number of responses aborted so far. */
    public long exceeded() {
        return exceeded.sum();
    }

    int bodyBytes() {
        return bodyBytes;
    }

    int lineBytes() {
        return lineBytes;
    }

    /** Limit on the unfinished lines of all watches of one cluster together. */
    long unfinishedBytes() {
        return 4L * lineBytes;
    }

    ResponseTooLargeException exceeded(String what, long limit) {
        exceeded.increment();
        return new ResponseTooLargeException(
                "%s is longer than %d bytes and was cut off".formatted(what, limit));
    }
}
