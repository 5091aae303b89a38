package org.registryfleet.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The headers of an event's Kafka record: CloudEvents 1.0 attributes in the Kafka binding's binary
 * mode, the W3C trace context and the record that led to this one.
 *
 * @param id chosen by the caller, so that the same decision gives the same id
 * @param type full name of the record
 * @param source the service that wrote it
 * @param subject the cluster's id
 */
public record EventHeaders(
        String id,
        String type,
        String source,
        String subject,
        Instant time,
        @Nullable String traceparent,
        @Nullable Cause cause) {

    private static final String SPEC_VERSION = "ce_specversion";
    private static final String ID = "ce_id";
    private static final String TYPE = "ce_type";
    private static final String SOURCE = "ce_source";
    private static final String SUBJECT = "ce_subject";
    private static final String TIME = "ce_time";
    private static final String TRACEPARENT = "traceparent";
    private static final String CAUSE_TOPIC = "cause_topic";
    private static final String CAUSE_PARTITION = "cause_partition";
    private static final String CAUSE_OFFSET = "cause_offset";

    private static final Pattern TRACE_CONTEXT =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}.*");

    /** The headers of an event without trace context and cause. */
    public static EventHeaders of(SpecificRecord event, String id, String source, Instant time) {
        var subject = RecordKeyCheck.cluster(event).orElse("");
        var type = event.getSchema().getFullName();
        return new EventHeaders(id, type, source, subject, time, null, null);
    }

    /** The same with the record that caused this one; null for a timer. */
    public EventHeaders causedBy(@Nullable Cause record) {
        return new EventHeaders(id, type, source, subject, time, traceparent, record);
    }

    /** The same with a trace context; an invalid one is omitted. */
    public EventHeaders withTraceparent(@Nullable String context) {
        var valid = context != null && TRACE_CONTEXT.matcher(context).matches() ? context : null;
        return new EventHeaders(id, type, source, subject, time, valid, cause);
    }

    /** Replaces these headers and keeps all others. */
    public void writeTo(Headers headers) {
        put(headers, SPEC_VERSION, "1.0");
        put(headers, ID, id);
        put(headers, TYPE, type);
        put(headers, SOURCE, source);
        put(headers, SUBJECT, subject);
        put(headers, TIME, time.toString());
        put(headers, TRACEPARENT, traceparent);
        put(headers, CAUSE_TOPIC, cause == null ? null : cause.getTopic());
        put(headers, CAUSE_PARTITION, cause == null ? null : "" + cause.getPartition());
        put(headers, CAUSE_OFFSET, cause == null ? null : "" + cause.getOffset());
    }

    /**
     * The headers as written by {@link #writeTo}; empty if an attribute is missing or its time is
     * malformed.
     */
    public static Optional<EventHeaders> readFrom(Headers headers) {
        var id = get(headers, ID);
        var type = get(headers, TYPE);
        var source = get(headers, SOURCE);
        var subject = get(headers, SUBJECT);
        var time = time(get(headers, TIME));
        if (id == null || type == null || source == null || subject == null || time == null) {
            return Optional.empty();
        }
        return Optional.of(
                new EventHeaders(id, type, source, subject, time, null, cause(headers))
                        .withTraceparent(get(headers, TRACEPARENT)));
    }

    private static @Nullable Cause cause(Headers headers) {
        var topic = get(headers, CAUSE_TOPIC);
        var partition = get(headers, CAUSE_PARTITION);
        var offset = get(headers, CAUSE_OFFSET);
        if (topic == null || partition == null || offset == null) {
            return null;
        }
        try {
            return new Cause(topic, Integer.valueOf(partition), Long.valueOf(offset));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static void put(Headers headers, String key, @Nullable String value) {
        headers.remove(key);
        if (value != null) {
            headers.add(key, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static @Nullable String get(Headers headers, String key) {
        var header = headers.lastHeader(key);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }
}
