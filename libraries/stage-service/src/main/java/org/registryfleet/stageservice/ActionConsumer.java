package org.registryfleet.stageservice;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.registryfleet.clusteraccess.execution.ClusterQueues;
import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.RecordKeyCheck;
import org.registryfleet.schemas.UndecodableEventException;
import org.registryfleet.stage.telemetry.TraceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Submits every action of the stage to its cluster's queue and publishes the outcome. Offsets are
 * committed without waiting for the cluster: an action lost in a crash is reissued at its deadline.
 */
final class ActionConsumer implements Consumer<Message<byte[]>> {

    private static final Logger LOG = LoggerFactory.getLogger(ActionConsumer.class);
    private static final String TRACEPARENT = "traceparent";

    private final ClusterQueues queues;
    private final Events events;
    private final OutcomeWriter outcomes;
    private final DeadLetters deadLetters;

    ActionConsumer(
            ClusterQueues queues, Events events, OutcomeWriter outcomes, DeadLetters deadLetters) {
        this.queues = queues;
        this.events = events;
        this.outcomes = outcomes;
        this.deadLetters = deadLetters;
    }

    @Override
    public void accept(Message<byte[]> message) {
        var cause = cause(message);
        var key = key(message);
        try {
            var action = events.decode(message.getPayload(), Action.class);
            var disagreement = RecordKeyCheck.disagreement(key, action);
            if (disagreement.isPresent()) {
                deadLetters.put(key, message.getPayload(), cause, disagreement.get());
                return;
            }
            var parent = traceparent(message);
            var begun = Instant.now();
            var _ =
                    queues.submit(action, cause)
                            .thenAccept(outcome -> outcomes.write(outcome, cause, parent, begun))
                            .exceptionally(failure -> logUnpublished(failure, cause));
        } catch (UndecodableEventException undecodable) {
            var why = String.valueOf(undecodable.getMessage());
            deadLetters.put(key, message.getPayload(), cause, why);
        }
    }

    /** Only logged: the action is reissued at its deadline. */
    private static @Nullable Void logUnpublished(Throwable failure, Cause cause) {
        LOG.error("the outcome of the action {} could not be told", cause, failure);
        return null;
    }

    private static @Nullable String traceparent(Message<?> message) {
        return switch (message.getHeaders().get(TRACEPARENT)) {
            case byte[] context ->
                    TraceContext.incoming(new RecordHeaders().add(TRACEPARENT, context));
            case String context -> context;
            case null, default -> null;
        };
    }

    private static Cause cause(Message<?> message) {
        var headers = message.getHeaders();
        return new Cause(
                String.valueOf(headers.get(KafkaHeaders.RECEIVED_TOPIC)),
                number(headers.get(KafkaHeaders.RECEIVED_PARTITION)).intValue(),
                number(headers.get(KafkaHeaders.OFFSET)).longValue());
    }

    private static Number number(@Nullable Object header) {
        if (header instanceof Number number) {
            return number;
        }
        throw new IllegalStateException("the binder delivered a record without its place");
    }

    private static String key(Message<?> message) {
        return switch (message.getHeaders().get(KafkaHeaders.RECEIVED_KEY)) {
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            case null -> "";
            case Object other -> other.toString();
        };
    }
}
