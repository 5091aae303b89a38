package org.registryfleet.stage.topology;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.schemas.EventHeaders;
import org.registryfleet.stage.runtime.DecisionRunner;
import org.registryfleet.stage.runtime.OutgoingRecord;
import org.registryfleet.stage.runtime.RuleFailure;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.stage.telemetry.StageMetrics;
import org.registryfleet.stage.telemetry.TraceContext;
import org.registryfleet.stage.telemetry.TraceSpan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;

/**
 * Forwards results, actions, tombstones and dead letters downstream, with cause and trace headers.
 */
final class RecordForwarder {

    private static final Logger LOG = LoggerFactory.getLogger(RecordForwarder.class);

    private final ProcessorContext<String, OutgoingRecord> context;
    private final StageDefinition<?> definition;
    private final StageMetrics metrics;
    private Instant begun = Instant.EPOCH;

    RecordForwarder(
            ProcessorContext<String, OutgoingRecord> context,
            StageDefinition<?> definition,
            StageMetrics metrics) {
        this.context = context;
        this.definition = definition;
        this.metrics = metrics;
    }

    /** Sets the start time of the spans of everything forwarded from now on. */
    void begin() {
        begun = Instant.now();
    }

    void publish(
            String cluster, DecisionRunner.Publication publication, Trigger trigger, Instant now) {
        var outgoing = new OutgoingRecord(publication.topic(), Bytes.wrap(publication.value()));
        var headers = headers(publication.record(), publication.id(), trigger, now);
        forward(new Record<>(cluster, outgoing, context.currentSystemTimeMs(), headers));
    }

    /** Publishes a tombstone for the result of a cluster that has left the fleet. */
    void retract(String cluster) {
        var tombstone = new OutgoingRecord(definition.resultTopic(), null);
        forward(new Record<>(cluster, tombstone, context.currentSystemTimeMs()));
    }

    /**
     * Reports a topic whose offsets restarted, because it was recreated or mirrored; reading goes
     * on.
     */
    void reportRecreatedTopic(String cluster, Cause cause) {
        metrics.onTopicRecreated(stage(), cause.getTopic());
        LOG.error(
                "{} is a topic that begins anew: {} takes in {} of {} though it knew later offsets",
                cause.getTopic(),
                stage(),
                cause,
                cluster);
    }

    /** Sends a record that cannot be decoded or folded to the dead letters. */
    void refuse(Record<String, byte[]> record, Cause cause, @Nullable String why) {
        var reason = String.valueOf(why);
        metrics.onDeadLetter(stage(), cause.getTopic(), reason);
        LOG.warn("{} refuses {}: {}", stage(), cause, reason);
        forward(DeadLetter.of(record, cause, stage(), reason));
    }

    /**
     * Reports rules that throw, at exponentially rarer attempts, and their recovery.
     *
     * @param before failure of the previous decision; null when it succeeded
     * @param after failure of this decision; null when it succeeded
     */
    void report(
            String cluster,
            @Nullable RuleFailure before,
            @Nullable RuleFailure after,
            @Nullable Cause trigger,
            Instant now) {
        if (after == null && before != null) {
            forward(DeadLetter.recovered(definition, cluster, before, trigger, now));
        } else if (after != null && after.isDueForReport()) {
            forward(DeadLetter.failed(definition, cluster, after, trigger, now));
        }
    }

    private void forward(Record<String, OutgoingRecord> record) {
        context.forward(record);
    }

    private String stage() {
        return definition.stage().name();
    }

    private Headers headers(SpecificRecord record, String id, Trigger trigger, Instant now) {
        var headers = new RecordHeaders();
        var cause = trigger.cause();
        var parent = TraceContext.incoming(trigger.headers());
        var own = TraceContext.continuing(parent, cause == null ? id : cause, id);
        var written = EventHeaders.of(record, id, "registry-fleet/" + stage(), now);
        written.causedBy(cause).withTraceparent(own).writeTo(headers);
        var type = record.getSchema().getName();
        metrics.onForwarded(
                new TraceSpan(stage(), type, written.subject(), parent, own, cause, begun));
        return headers;
    }
}
