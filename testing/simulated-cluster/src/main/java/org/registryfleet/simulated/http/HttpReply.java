package org.registryfleet.simulated.http;

import java.util.Map;
import java.util.function.Consumer;

/** What becomes of a request. */
public sealed interface HttpReply {

    /** A whole answer. */
    final class Complete implements HttpReply {
        private final int code;
        private final Map<String, String> headers;
        private final byte[] body;

        /** An answer with these headers; the length is added. */
        public Complete(int code, Map<String, String> headers, byte[] body) {
            this.code = code;
            this.headers = headers;
            this.body = body;
        }

        /** A JSON answer. */
        public static Complete json(int code, byte[] body) {
            return new Complete(code, Map.of("Content-Type", "application/json"), body);
        }

        /** The HTTP status code. */
        public int code() {
            return code;
        }

        Map<String, String> headers() {
            return headers;
        }

        byte[] body() {
            return body;
        }
    }

    /** A 200 with a body of chunks, which the starter gets to write to, now and later. */
    record Streaming(Consumer<ChunkStream> starter) implements HttpReply {}

    /** The connection is closed without an answer. */
    record Closed() implements HttpReply {}

    /** There is no answer until the client gives up. */
    record Silent() implements HttpReply {}
}
