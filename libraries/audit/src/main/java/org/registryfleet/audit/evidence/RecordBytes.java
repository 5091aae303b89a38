package org.registryfleet.audit.evidence;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.log.EventLogRecord.Header;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The canonical byte form of a record, which is what gets hashed: offset, timestamp in
 * milliseconds, key, value, number of headers, then name and value of each header. Numbers are
 * big-endian; each text and value is preceded by its length in four bytes, -1 for null.
 */
public final class RecordBytes {

    private static final int ABSENT = -1;
    private static final int FIXED = 2 * Long.BYTES + Integer.BYTES;

    private RecordBytes() {}

    public static byte[] of(EventLogRecord record) {
        var key = bytes(record.key());
        int length = FIXED + length(key) + length(record.value());
        var names = new ArrayList<byte[]>();
        for (var header : record.headers()) {
            var name = header.name().getBytes(StandardCharsets.UTF_8);
            names.add(name);
            length += length(name) + length(header.value());
        }
        var target = ByteBuffer.allocate(length);
        target.putLong(record.offset()).putLong(record.time().toEpochMilli());
        put(target, key);
        put(target, record.value());
        target.putInt(names.size());
        for (int i = 0; i < names.size(); i++) {
            put(target, names.get(i));
            put(target, record.headers().get(i).value());
        }
        return target.array();
    }

    /** The offset of bytes that are {@link #isWhole}. */
    public static long offset(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    /** Whether the bytes are exactly one record. */
    public static boolean isWhole(byte[] bytes) {
        var source = ByteBuffer.wrap(bytes);
        if (bytes.length < FIXED) {
            return false;
        }
        source.position(2 * Long.BYTES);
        if (!skipTwo(source) || source.remaining() < Integer.BYTES) {
            return false;
        }
        for (int headers = source.getInt(); headers != 0; headers--) {
            if (headers < 0 || !skipTwo(source)) {
                return false;
            }
        }
        return !source.hasRemaining();
    }

    /** The record; empty if the bytes are not exactly one record. */
    public static Optional<EventLogRecord> read(TopicPartitionId topicPartition, byte[] bytes) {
        if (!isWhole(bytes)) {
            return Optional.empty();
        }
        var source = ByteBuffer.wrap(bytes);
        long offset = source.getLong();
        var time = Instant.ofEpochMilli(source.getLong());
        var key = text(take(source));
        var value = take(source);
        var headers = new ArrayList<Header>();
        for (int left = source.getInt(); left > 0; left--) {
            var name = text(take(source));
            headers.add(new Header(name == null ? "" : name, take(source)));
        }
        return Optional.of(
                new EventLogRecord(
                        topicPartition.topic(),
                        topicPartition.partition(),
                        offset,
                        time,
                        key,
                        value,
                        headers));
    }

    private static int length(byte @Nullable [] bytes) {
        return Integer.BYTES + (bytes == null ? 0 : bytes.length);
    }

    private static void put(ByteBuffer target, byte @Nullable [] bytes) {
        if (bytes == null) {
            target.putInt(ABSENT);
        } else {
            target.putInt(bytes.length).put(bytes);
        }
    }

    /** Key and value, or a header's name and value. */
    private static boolean skipTwo(ByteBuffer source) {
        boolean isFirstWhole = skip(source);
        return isFirstWhole && skip(source);
    }

    private static boolean skip(ByteBuffer source) {
        if (source.remaining() < Integer.BYTES) {
            return false;
        }
        int length = source.getInt();
        if (length < ABSENT || length > source.remaining()) {
            return false;
        }
        source.position(source.position() + Math.max(0, length));
        return true;
    }

    private static byte @Nullable [] take(ByteBuffer source) {
        int length = source.getInt();
        if (length == ABSENT) {
            return null;
        }
        var bytes = new byte[length];
        source.get(bytes);
        return bytes;
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
