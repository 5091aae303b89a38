package org.registryfleet.audit.log;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

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
}
