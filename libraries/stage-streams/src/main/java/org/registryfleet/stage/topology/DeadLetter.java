package org.registryfleet.stage.topology;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.runtime.OutgoingRecord;
import org.registryfleet.stage.runtime.RuleFailure;
import org.registryfleet.stage.runtime.StageDefinition;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What could not be used, with the reason and the place in its headers: a record that cannot be
 * read, or a decision that could not be made.
 */
public final class DeadLetter {

    /** Header that tells letters about decisions from those about records. */
    public static final String KIND = "error_kind";

    /** Value of {@link #KIND}: the rules threw, what was observed is kept. */
    public static final String RULE_FAILED = "RuleFailed";

    /** Value of {@link #KIND}: the rules that threw decide again. */
    public static final String RULE_RECOVERED = "RuleRecovered";

    /** Header with the stage's name. */
    public static final String STAGE = "error_stage";

    /** Header with the reason. */
    public static final String ERROR = "error";

    private DeadLetter() {}

    /** A record that cannot be read or folded in, beside its topic. */
    static Record<String, OutgoingRecord> of(
            Record<String, byte[]> record, Cause cause, String stage, String why) {
        var headers = new RecordHeaders(record.headers().toArray());
        put(headers, ERROR, why);
        put(headers, STAGE, stage);
        place(headers, cause);
        return letter(cause.getTopic(), record.key(), record.value(), record.timestamp(), headers);
    }

    /**
     * Rules that threw about a cluster, beside the topic of the stage's results; without a value.
     *
     * @param trigger null for a timer
     */
    static Record<String, OutgoingRecord> failed(
            StageDefinition<?> definition,
            String cluster,
            RuleFailure failure,
            @Nullable Cause trigger,
            Instant now) {
        var headers = headers(definition, cluster, RULE_FAILED, failure, trigger);
        return letter(definition.resultTopic(), cluster, null, now.toEpochMilli(), headers);
    }

    /** The rules that threw decide again. */
    static Record<String, OutgoingRecord> recovered(
            StageDefinition<?> definition,
            String cluster,
            RuleFailure failure,
            @Nullable Cause trigger,
            Instant now) {
        var headers = headers(definition, cluster, RULE_RECOVERED, failure, trigger);
        return letter(definition.resultTopic(), cluster, null, now.toEpochMilli(), headers);
    }

    private static Headers headers(
            StageDefinition<?> definition,
            String cluster,
            String kind,
            RuleFailure failure,
            @Nullable Cause trigger) {
        var headers = new RecordHeaders();
        put(headers, KIND, kind);
        put(headers, ERROR, failure.error());
        put(headers, STAGE, definition.stage().name());
        put(headers, "error_cluster", cluster);
        put(headers, "error_since", failure.since().toString());
        put(headers, "error_attempts", String.valueOf(failure.attempts()));
        if (trigger != null) {
            place(headers, trigger);
        }
        return headers;
    }

    private static Record<String, OutgoingRecord> letter(
            String topic, String key, byte @Nullable [] value, long timestamp, Headers headers) {
        var bytes = Bytes.wrap(value == null ? new byte[0] : value);
        var letter = new OutgoingRecord(Topics.deadLetter(topic), bytes);
        return new Record<>(key, letter, timestamp, headers);
    }

    private static void place(Headers headers, Cause cause) {
        put(headers, "cause_topic", cause.getTopic());
        put(headers, "cause_partition", String.valueOf(cause.getPartition()));
        put(headers, "cause_offset", String.valueOf(cause.getOffset()));
    }

    private static void put(Headers headers, String key, String value) {
        headers.remove(key);
        headers.add(key, value.getBytes(StandardCharsets.UTF_8));
    }
}
