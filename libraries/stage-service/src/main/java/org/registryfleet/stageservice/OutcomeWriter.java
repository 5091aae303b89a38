package org.registryfleet.stageservice;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.events.Outcome;
import org.registryfleet.schemas.EventHeaders;
import org.registryfleet.schemas.Events;
import org.registryfleet.stage.telemetry.StageMetrics;
import org.registryfleet.stage.telemetry.TraceContext;
import org.registryfleet.stage.telemetry.TraceSpan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;

/** Publishes the outcomes of actions, in the trace of the action. */
final class OutcomeWriter {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeWriter.class);

    private final Producer<String, byte[]> producer;
    private final Events events;
    private final String topic;
    private final StageMetrics metrics;

    OutcomeWriter(
            Producer<String, byte[]> producer, Events events, String topic, StageMetrics metrics) {
        this.producer = producer;
        this.events = events;
        this.topic = topic;
        this.metrics = metrics;
    }

    /**
     * Publishes an outcome.
     *
     * @param cause the action's record
     * @param parent trace context of that record
     * @param begun when the executor received it
     */
    void write(Outcome outcome, Cause cause, @Nullable String parent, Instant begun) {
        var cluster = outcome.getCluster();
        var record = new ProducerRecord<>(topic, cluster, events.encode(outcome));
        var id = outcome.getAction() + "/outcome";
        var own = TraceContext.continuing(parent, cause, id);
        EventHeaders.of(outcome, id, "registry-fleet/executor", outcome.getFinishedAt())
                .causedBy(cause)
                .withTraceparent(own)
                .writeTo(record.headers());
        var _ =
                producer.send(
                        record,
                        (_, failure) -> {
                            if (failure != null) {
                                LOG.warn(
                                        "the outcome of {} was not written ({}): the action is issued again at its deadline",
                                        outcome.getAction(),
                                        failure.toString());
                            }
                        });
        var actor = outcome.getStage() + "-executor";
        metrics.onForwarded(new TraceSpan(actor, "Outcome", cluster, parent, own, cause, begun));
    }
}
