package org.registryfleet.stageservice;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.registryfleet.clusteraccess.execution.ClusterLanes;
import org.registryfleet.events.Action;
import org.registryfleet.events.Cause;
import org.registryfleet.events.Outcome;
import org.registryfleet.schemas.EventHeaders;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KeyCheck;
import org.registryfleet.schemas.UndecodableEventException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Hands every action of the stage to its cluster's lane and publishes the outcome. It does not wait
 * for clusters: an action that a crash swallows is issued again at its deadline.
 */
final class ActionCarrier implements Consumer<Message<byte[]>> {

    private static final Logger LOG = LoggerFactory.getLogger(ActionCarrier.class);

    private final ClusterLanes lanes;
    private final Producer<String, byte[]> producer;
    private final Events events;
    private final String outcomesTopic;
    private final DeadLetters deadLetters;

    ActionCarrier(
            ClusterLanes lanes,
            Producer<String, byte[]> producer,
            Events events,
            String outcomesTopic,
            DeadLetters deadLetters) {
        this.lanes = lanes;
        this.producer = producer;
        this.events = events;
        this.outcomesTopic = outcomesTopic;
        this.deadLetters = deadLetters;
    }

    @Override
    public void accept(Message<byte[]> message) {
        var cause = cause(message);
        var key = key(message);
        try {
            var action = events.decode(message.getPayload(), Action.class);
            var disagreement = KeyCheck.disagreement(key, action);
            if (disagreement.isPresent()) {
                deadLetters.put(key, message.getPayload(), cause, disagreement.get());
                return;
            }
            var _ = lanes.submit(action, cause).thenAccept(outcome -> publish(outcome, cause));
        } catch (UndecodableEventException undecodable) {
            var why = String.valueOf(undecodable.getMessage());
            deadLetters.put(key, message.getPayload(), cause, why);
        }
    }

    private void publish(Outcome outcome, Cause cause) {
        var record =
                new ProducerRecord<>(outcomesTopic, outcome.getCluster(), events.encode(outcome));
        headers(outcome, cause).writeTo(record.headers());
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
    }

    private static EventHeaders headers(SpecificRecord outcome, Cause cause) {
        var id = ((Outcome) outcome).getAction() + "/outcome";
        return EventHeaders.of(
                        outcome, id, "registry-fleet/executor", ((Outcome) outcome).getFinishedAt())
                .causedBy(cause);
    }

    private static Cause cause(Message<?> message) {
        var headers = message.getHeaders();
        return new Cause(
                String.valueOf(headers.get(KafkaHeaders.RECEIVED_TOPIC)),
                number(headers.get(KafkaHeaders.RECEIVED_PARTITION)).intValue(),
                number(headers.get(KafkaHeaders.OFFSET)).longValue());
    }

    private static Number number(@org.jspecify.annotations.Nullable Object header) {
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
