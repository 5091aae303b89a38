package org.registryfleet.stage.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.KeyCheck;
import org.registryfleet.schemas.Topics;
import org.registryfleet.schemas.UndecodableEventException;
import org.registryfleet.stage.decision.Event;
import org.registryfleet.stage.decision.Watch;
import org.registryfleet.stage.ledger.Answer;
import org.registryfleet.stage.view.Contact;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Registration;
import org.registryfleet.stage.view.Unreadable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Records of the log as events of a stage. Records that do not concern the stage are none. */
final class Inbound<R> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORBIDDEN = "forbidden: list ";

    private final StageDefinition<R> definition;
    private final Events events;

    Inbound(StageDefinition<R> definition, Events events) {
        this.definition = definition;
        this.events = events;
    }

    /**
     * The event of a record; none when it does not concern the stage.
     *
     * @throws UndecodableEventException when it cannot be decoded or its key names another cluster
     */
    Optional<Event> read(@Nullable String cluster, String topic, byte @Nullable [] value) {
        if (value == null) {
            // a tombstone: of a registration it takes the cluster out, of a result it says nothing
            return cluster != null && topic.equals(Topics.CLUSTERS)
                    ? Optional.of(new Event.Registered(null))
                    : Optional.empty();
        }
        var decoded = events.decode(value);
        KeyCheck.disagreement(cluster, decoded)
                .ifPresent(
                        why -> {
                            throw new UndecodableEventException(
                                    why, "find out who writes to this topic");
                        });
        return event(topic, decoded);
    }

    Optional<Event> event(String topic, SpecificRecord record) {
        return switch (record) {
            case Observation observation -> observed(observation);
            case ClusterRegistration registration ->
                    Optional.of(new Event.Registered(registered(registration)));
            case Outcome outcome -> Optional.of(answered(outcome));
            default ->
                    Optional.ofNullable(definition.upstream().get(topic))
                            .map(mapping -> new Event.Resulted(mapping.apply(record)));
        };
    }

    private Optional<Event> observed(Observation observation) {
        var session = session(observation);
        return switch (observation.getType()) {
            case ADDED, MODIFIED ->
                    concerning(observation)
                            .map(ref -> new Event.Seen(session, object(ref, observation)));
            case DELETED -> concerning(observation).map(ref -> new Event.Gone(session, ref));
            case SYNCED -> Optional.of(new Event.Synced(session, unreadable(observation)));
            case CONTACT_LOST -> Optional.of(contact(Contact.State.LOST, observation));
            case CONTACT_RESTORED -> Optional.of(contact(Contact.State.CONNECTED, observation));
            case RESUMED -> Optional.of(new Event.Resumed(session));
            case GAP, RESYNC, UNKNOWN -> Optional.empty();
        };
    }

    private static String session(Observation observation) {
        return Watch.session(observation.getEpoch(), observation.getSession());
    }

    /** A watcher that was refused says {@code forbidden: list <kind> <where>} for each. */
    private static Set<Unreadable> unreadable(Observation observation) {
        return Stream.of(observation.getDetail().split("; "))
                .filter(part -> part.startsWith(FORBIDDEN))
                .map(part -> part.substring(FORBIDDEN.length()).split(" ", 2))
                .map(words -> new Unreadable(words[0], words.length > 1 ? words[1] : ""))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Event contact(Contact.State state, Observation observation) {
        return new Event.ContactChanged(
                session(observation),
                new Contact(state, observation.getObservedAt(), observation.getDetail()));
    }

    private Optional<ObjectRef> concerning(Observation observation) {
        var key = observation.getObject();
        if (key == null) {
            throw new UndecodableEventException(
                    "an observation of type " + observation.getType() + " names no object",
                    "update the watcher that wrote it");
        }
        return Optional.of(ref(key)).filter(definition.stage()::concerns);
    }

    static ObjectRef ref(ObjectKey key) {
        return new ObjectRef(key.getApiVersion(), key.getKind(), key.getNamespace(), key.getName());
    }

    private static Observed object(ObjectRef ref, Observation observation) {
        return new Observed(
                ref,
                observation.getUid(),
                observation.getResourceVersion(),
                json(observation.getContent()));
    }

    private static JsonNode json(String content) {
        try {
            return JSON.readTree(content);
        } catch (JsonProcessingException broken) {
            throw new UndecodableEventException(
                    "the content of an object is not JSON",
                    "update the watcher or executor that wrote it");
        }
    }

    private static Registration registered(ClusterRegistration registration) {
        return new Registration(
                registration.getCluster(),
                registration.getDisplayName(),
                registration.getLabels(),
                Registration.Ownership.valueOf(registration.getMode().name()),
                registration.getPaused(),
                registration.getPolicy());
    }

    private static Event answered(Outcome outcome) {
        var answer = answer(outcome);
        return outcome.getFound().isEmpty()
                ? new Event.Answered(answer)
                : new Event.Found(answer, found(outcome));
    }

    private static Observed found(Outcome outcome) {
        return new Observed(
                ref(outcome.getObject()),
                outcome.getUid(),
                outcome.getResourceVersion(),
                json(outcome.getFound()));
    }

    private static Answer answer(Outcome outcome) {
        if (outcome.getResult() == OutcomeResult.DONE) {
            return new Answer.Done(
                    outcome.getAction(), outcome.getUid(), outcome.getResourceVersion());
        }
        boolean conflict =
                outcome.getReason().equals("Conflict")
                        || outcome.getReason().equals("AlreadyExists");
        return new Answer.Failed(
                outcome.getAction(),
                outcome.getResult() == OutcomeResult.REFUSED,
                conflict,
                outcome.getReason(),
                outcome.getMessage(),
                Duration.ofMillis(outcome.getRetryAfterMillis()),
                instant(outcome));
    }

    private static Instant instant(Outcome outcome) {
        return outcome.getFinishedAt();
    }
}
