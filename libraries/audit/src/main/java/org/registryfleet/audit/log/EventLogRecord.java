package org.registryfleet.audit.log;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One record of the log as its producer wrote it. Bytes and headers are shared: nobody may change
 * them.
 *
 * @param value null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // millions of them: no wrapper around each value
public record EventLogRecord(
        String topic,
        int partition,
        long offset,
        Instant time,
        @Nullable String key,
        byte @Nullable [] value,
        List<Header> headers) {

    /** One header. The bytes are shared and must not be modified. */
    public record Header(String name, byte @Nullable [] value) {}

    /** The last header of the name, as text. */
    public Optional<String> header(String name) {
        return headers.reversed().stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
