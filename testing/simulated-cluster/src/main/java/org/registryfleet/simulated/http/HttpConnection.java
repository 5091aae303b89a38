package org.registryfleet.simulated.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/**
 * One client connection: reads requests and writes their answers, one after the other, until either
 * side closes.
 */
final class HttpConnection implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(HttpConnection.class);
    private static final byte[] STREAM_HEAD =
            """
            HTTP/1.1 200 OK\r
            Content-Type: application/json\r
            Cache-Control: no-cache, private\r
            Transfer-Encoding: chunked\r
            \r
            """
                    .getBytes(StandardCharsets.US_ASCII);
    private static final Map<Integer, String> PHRASES =
            Map.ofEntries(
                    Map.entry(200, "OK"),
                    Map.entry(201, "Created"),
                    Map.entry(400, "Bad Request"),
                    Map.entry(401, "Unauthorized"),
                    Map.entry(403, "Forbidden"),
                    Map.entry(404, "Not Found"),
                    Map.entry(405, "Method Not Allowed"),
                    Map.entry(409, "Conflict"),
                    Map.entry(410, "Gone"),
                    Map.entry(415, "Unsupported Media Type"),
                    Map.entry(422, "Unprocessable Entity"),
                    Map.entry(429, "Too Many Requests"),
                    Map.entry(500, "Internal Server Error"),
                    Map.entry(503, "Service Unavailable"),
                    Map.entry(504, "Gateway Timeout"));

    private final Socket socket;
    private final Function<HttpRequest, HttpReply> application;

    HttpConnection(Socket socket, Function<HttpRequest, HttpReply> application) {
        this.socket = socket;
        this.application = application;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            var out = socket.getOutputStream();
            var reader = new RequestReader(socket.getInputStream(), out);
            for (var request = reader.next(); request != null; request = reader.next()) {
                if (!answer(application.apply(request), reader, out) || asksToClose(request)) {
                    return;
                }
            }
        } catch (IOException closed) {
            log.trace("connection ended", closed);
        } catch (IllegalArgumentException malformed) {
            log.debug("not HTTP: {}", malformed.getMessage());
        }
    }

    /** False when the connection has to be closed. */
    private boolean answer(HttpReply reply, RequestReader reader, OutputStream out)
            throws IOException {
        return switch (reply) {
            case HttpReply.Complete complete -> {
                write(complete, out);
                yield true;
            }
            case HttpReply.Streaming(var starter) -> {
                out.write(STREAM_HEAD);
                var stream = new ChunkStream(out);
                starter.accept(stream);
                yield untilEnd(stream, reader);
            }
            case HttpReply.Closed() -> false;
            case HttpReply.Silent() -> {
                reader.awaitInput();
                yield false;
            }
        };
    }

    private boolean untilEnd(ChunkStream stream, RequestReader reader) throws IOException {
        var _ = stream.whole().thenAccept(this::closeUnlessWhole);
        try {
            return reader.awaitInput() && stream.whole().join();
        } finally {
            stream.abort();
        }
    }

    private void closeUnlessWhole(boolean whole) {
        try {
            if (!whole) {
                socket.close();
            }
        } catch (IOException failure) {
            log.trace("close failed", failure);
        }
    }

    private static void write(HttpReply.Complete reply, OutputStream out) throws IOException {
        var head = new StringBuilder(160).append("HTTP/1.1 ").append(reply.code()).append(' ');
        head.append(PHRASES.getOrDefault(reply.code(), "Status")).append("\r\n");
        reply.headers()
                .forEach(
                        (name, value) ->
                                head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(reply.body().length).append("\r\n\r\n");
        var headBytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        var whole = new byte[headBytes.length + reply.body().length];
        System.arraycopy(headBytes, 0, whole, 0, headBytes.length);
        System.arraycopy(reply.body(), 0, whole, headBytes.length, reply.body().length);
        out.write(whole);
    }

    private static boolean asksToClose(HttpRequest request) {
        return request.header("connection").equalsIgnoreCase("close");
    }
}
