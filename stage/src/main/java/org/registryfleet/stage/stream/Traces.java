package org.registryfleet.stage.stream;

import org.apache.kafka.common.header.Headers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** W3C trace context across hops, without randomness: a replay finds the same ids. */
final class Traces {

    private static final int TRACE_END = 35;
    private static final int TRACE_START = 3;

    private Traces() {}

    /** A child of the incoming trace, or a new trace named after the record's id. */
    static String continuing(Headers incoming, String id) {
        var digest = digest(id);
        var parent = incoming.lastHeader("traceparent");
        var trace = digest.substring(0, 32);
        if (parent != null && parent.value().length >= TRACE_END) {
            trace =
                    new String(parent.value(), StandardCharsets.UTF_8)
                            .substring(TRACE_START, TRACE_END);
        }
        return "00-" + trace + "-" + digest.substring(32, 48) + "-01";
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
