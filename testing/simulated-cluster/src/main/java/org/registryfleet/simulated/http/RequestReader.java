package org.registryfleet.simulated.http;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads requests from one connection; the buffer is small while the connection is idle. */
final class RequestReader {
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final int LARGEST_BODY = 16 * 1024 * 1024;
    private static final int IDLE_BUFFER = 1024;
    private static final byte[] CONTINUE =
            "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[IDLE_BUFFER];
    private int start;
    private int end;

    RequestReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** The next request, or null when the client has closed the connection. */
    @Nullable HttpRequest next() throws IOException {
        if (start == end && !awaitInput()) {
            return null;
        }
        var requestLine = line().split(" ", 3);
        if (requestLine.length != 3) {
            throw new IOException("not a request");
        }
        var headers = headers();
        var body = body(headers);
        return new HttpRequest(requestLine[0], requestLine[1], headers, body);
    }

    /** Waits until the client sends more; false when it closes. */
    boolean awaitInput() throws IOException {
        if (start < end) {
            return true;
        }
        if (buffer.length > 16 * IDLE_BUFFER) {
            buffer = new byte[IDLE_BUFFER];
        }
        start = 0;
        end = 0;
        return fill();
    }

    private boolean fill() throws IOException {
        if (end == buffer.length) {
            makeRoom();
        }
        var count = in.read(buffer, end, buffer.length - end);
        if (count < 0) {
            return false;
        }
        end += count;
        return true;
    }

    private void makeRoom() {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        } else {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }

    private String line() throws IOException {
        var scanned = 0;
        while (true) {
            for (; start + scanned < end; scanned++) {
                if (buffer[start + scanned] == '\n') {
                    var length =
                            scanned > 0 && buffer[start + scanned - 1] == '\r'
                                    ? scanned - 1
                                    : scanned;
                    var line = new String(buffer, start, length, StandardCharsets.ISO_8859_1);
                    start += scanned + 1;
                    return line;
                }
            }
            if (scanned > LONGEST_HEAD) {
                throw new IOException("line too long");
            }
            require(fill());
        }
    }

    private Map<String, String> headers() throws IOException {
        var headers = new HashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("not a header");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        var chunked = headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked");
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        if (length < 0 || length > LARGEST_BODY) {
            throw new IOException("body too large");
        }
        if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
            out.write(CONTINUE);
        }
        return chunked ? chunks() : take(length);
    }

    private byte[] chunks() throws IOException {
        var whole = new ByteArrayOutputStream();
        while (true) {
            var head = line();
            var semicolon = head.indexOf(';');
            var size =
                    Integer.parseInt(
                            semicolon < 0 ? head.strip() : head.substring(0, semicolon).strip(),
                            16);
            if (size < 0 || whole.size() + size > LARGEST_BODY) {
                throw new IOException("body too large");
            }
            if (size == 0) {
                headers();
                return whole.toByteArray();
            }
            whole.writeBytes(take(size));
            line();
        }
    }

    private byte[] take(int length) throws IOException {
        var bytes = new byte[length];
        var buffered = Math.min(length, end - start);
        System.arraycopy(buffer, start, bytes, 0, buffered);
        start += buffered;
        require(in.readNBytes(bytes, buffered, length - buffered) == length - buffered);
        return bytes;
    }

    private static void require(boolean more) throws EOFException {
        if (!more) {
            throw new EOFException("the client closed in the middle of a request");
        }
    }
}
