package org.registryfleet.stageservice;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.telemetry.StageMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Publishes actions that the executor cannot decode or attribute to the dead-letter topic, with
 * reason and source position.
 */
final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final Producer<String, byte[]> producer;
    private final StageMetrics metrics;
    private final String stage;

    DeadLetters(Producer<String, byte[]> producer, StageMetrics metrics, String stage) {
        this.producer = producer;
        this.metrics = metrics;
        this.stage = stage;
    }

    void put(String key, byte[] payload, Cause cause, String reason) {
        metrics.onDeadLetter(stage, cause.getTopic(), reason);
        LOG.warn("the executor of {} refuses {}: {}", stage, cause, reason);
        var letter = new ProducerRecord<>(Topics.deadLetter(cause.getTopic()), key, payload);
        headers(cause, reason)
                .forEach(
                        (name, value) ->
                                letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        var _ = producer.send(letter, (_, failure) -> logUnsent(failure, cause));
    }

    private void logUnsent(@Nullable Exception failure, Cause cause) {
        if (failure != null) {
            LOG.error(
                    "the dead letter of {} about {} could not be written, only this line tells of it",
                    stage,
                    cause,
                    failure);
        }
    }

    private Map<String, String> headers(Cause cause, String reason) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("error", reason);
        headers.put("error_stage", stage + "-executor");
        headers.put("cause_topic", cause.getTopic());
        headers.put("cause_partition", String.valueOf(cause.getPartition()));
        headers.put("cause_offset", String.valueOf(cause.getOffset()));
        return headers;
    }
}
