package org.registryfleet.simulated.server;

import org.registryfleet.simulated.failure.ApiFailure;
import org.registryfleet.simulated.http.HttpReply;
import org.registryfleet.simulated.http.HttpRequest;
import org.registryfleet.simulated.resource.Json;
import org.registryfleet.simulated.store.StoredObject;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Makes answers. */
final class Replies {
    private static final int PIECE = 16 * 1024;
    private static final Map<Integer, String> REASONS =
            Map.of(
                    401, "Unauthorized",
                    403, "Forbidden",
                    404, "NotFound",
                    429, "TooManyRequests",
                    500, "InternalError",
                    503, "ServiceUnavailable",
                    504, "Timeout");

    private Replies() {}

    static HttpReply json(int code, byte[] body) {
        return HttpReply.Complete.json(code, body);
    }

    static HttpReply text(String text) {
        return new HttpReply.Complete(
                200,
                Map.of("Content-Type", "text/plain; charset=utf-8"),
                text.getBytes(StandardCharsets.UTF_8));
    }

    static HttpReply object(int code, StoredObject object) {
        return json(code, object.json());
    }

    /** What was asked for of the object: all of it or its metadata. */
    static HttpReply read(StoredObject object, HttpRequest request) {
        return PartialMetadata.isWanted(request)
                ? json(200, Json.bytes(PartialMetadata.of(object)))
                : object(200, object);
    }

    static HttpReply failure(ApiFailure failure) {
        return json(failure.code(), Json.bytes(failure.status()));
    }

    static HttpReply fault(int code, Duration retryAfter) {
        var failure = ApiFailure.of(code, REASONS.getOrDefault(code, ""), "fault on demand");
        var headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        if (retryAfter.isPositive()) {
            headers.put("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        return new HttpReply.Complete(code, headers, Json.bytes(failure.status()));
    }

    /** Repeats the text until the client hangs up. */
    static HttpReply endless(String text, LongAdder sent) {
        var piece = text.repeat(1 + PIECE / text.length()).getBytes(StandardCharsets.UTF_8);
        return new HttpReply.Streaming(
                stream -> {
                    while (!stream.isOver()) {
                        stream.send(piece);
                        sent.add(piece.length);
                    }
                });
    }

    /** The Status that a completed deletion is answered with. */
    static HttpReply deleted(StoredObject object) {
        var type = object.key().type();
        var status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Success");
        var details = status.putObject("details").put("name", object.key().name());
        if (!type.group().isEmpty()) {
            details.put("group", type.group());
        }
        details.put("kind", type.plural()).put("uid", object.uid());
        return json(200, Json.bytes(status));
    }
}
