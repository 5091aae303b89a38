package org.registryfleet.stage.telemetry;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Propagates the W3C trace context. Ids are derived, not random, so a replay yields the same. */
public final class TraceContext {

    private static final int TRACE_END = 35;
    private static final int TRACE_START = 3;

    private TraceContext() {}

    /** The trace context of an incoming record; null without one. */
    public static @Nullable String incoming(Headers headers) {
        var parent = headers.lastHeader("traceparent");
        return parent == null || parent.value().length < TRACE_END
                ? null
                : new String(parent.value(), StandardCharsets.UTF_8);
    }

    /**
     * A child of the incoming trace context, or of a new trace.
     *
     * @param beginning root of a new trace; its id is derived from it, so everything a record leads
     *     to, in any stage, belongs to one trace
     * @param id of the record that is published
     */
    public static String continuing(@Nullable String parent, Object beginning, String id) {
        var trace =
                parent == null
                        ? digest(beginning.toString()).substring(0, 32)
                        : parent.substring(TRACE_START, TRACE_END);
        return "00-" + trace + "-" + digest(id).substring(32, 48) + "-01";
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
