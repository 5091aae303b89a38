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
 * Builds dead-letter records, for an input that cannot be decoded or folded and for a decision
 * whose rules threw. The headers carry the reason and the source topic, partition and offset.
 */
public final class DeadLetter {

    /** Header that marks dead letters about decisions; those about records do not have it. */
    public static final String KIND = "error_kind";

    /** Value of {@link #KIND}: the rules threw; the observed state is kept. */
    public static final String RULE_FAILED = "RuleFailed";

    /** Value of {@link #KIND}: decisions succeed again after a failure. */
    public static final String RULE_RECOVERED = "RuleRecovered";

    /** Header with the stage's name. */
    public static final String STAGE = "error_stage";

    /** Header with the reason. */
    public static final String ERROR = "error";

    private DeadLetter() {}

    /**
     * Dead letter for a record that cannot be decoded or folded, on its topic's dead-letter topic.
     */
    static Record<String, OutgoingRecord> of(
            Record<String, byte[]> record, Cause cause, String stage, String why) {
        var headers = new RecordHeaders(record.headers().toArray());
        put(headers, ERROR, why);
        put(headers, STAGE, stage);
        place(headers, cause);
        return letter(cause.getTopic(), record.key(), record.value(), record.timestamp(), headers);
    }

    /**
     * Dead letter without a value for rules that threw, on the dead-letter topic of the results.
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

    /** Reports that decisions succeed again after a failure. */
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
