package org.registryfleet.audit.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.fact.Fact;
import org.registryfleet.audit.fact.FactEntry;
import org.registryfleet.audit.fact.LogPosition;
import org.registryfleet.audit.fact.Reason;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.events.Action;
import org.registryfleet.events.Assignment;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.events.Decision;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.events.RegistryDeployed;
import org.registryfleet.events.StorageProvisioned;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.RecordKeyCheck;
import org.registryfleet.schemas.TopicSpec;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.view.ObjectRef;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decodes records of the log into facts. A record that cannot be decoded becomes a fact as well, so
 * that no gap is silent.
 */
public final class FactReader {

    private static final Set<String> SAID_ELSEWHERE = Set.of("cluster", "decision");
    private static final Set<String> CREDENTIALS = Set.of("credential");

    private final Events events;

    public FactReader(Events events) {
        this.events = events;
    }

    /** Decodes a record; its key is the cluster id. */
    public FactEntry read(EventLogRecord record) {
        var place = new LogPosition(record.topic(), record.partition(), record.offset());
        var cluster = record.key() == null ? "" : record.key();
        return new FactEntry(place, record.time(), cluster, fact(record));
    }

    /** The event of a record; empty for a tombstone or an undecodable record. */
    Optional<SpecificRecord> event(EventLogRecord record) {
        try {
            return Optional.ofNullable(record.value())
                    .map(events::decode)
                    .filter(event -> RecordKeyCheck.disagreement(record.key(), event).isEmpty());
        } catch (SerializationException undecodable) {
            return Optional.empty();
        }
    }

    /**
     * A tombstone: a deregistration, or a stage that dropped its result of a deregistered cluster.
     */
    private static boolean isOfResults(String topic) {
        return Topics.events().stream()
                .filter(spec -> spec.name().equals(topic))
                .anyMatch(spec -> spec.cleanup() == TopicSpec.Cleanup.COMPACT_AFTER_AUDIT);
    }

    private Fact fact(EventLogRecord record) {
        var value = record.value();
        if (value == null) {
            return isOfResults(record.topic())
                    ? new Fact.Deregistered()
                    : new Fact.Unreadable("a tombstone in a topic that has none");
        }
        try {
            var event = events.decode(value);
            return RecordKeyCheck.disagreement(record.key(), event)
                    .<Fact>map(Fact.Unreadable::new)
                    .orElseGet(() -> fact(event));
        } catch (SerializationException undecodable) {
            return new Fact.Unreadable(String.valueOf(undecodable.getMessage()));
        }
    }

    private static Fact fact(SpecificRecord record) {
        return switch (record) {
            case Observation observation -> observed(observation);
            case Action action -> asked(action);
            case Outcome outcome -> answered(outcome);
            case ClusterRegistration entry ->
                    new Fact.Registered(RecordJson.of(entry, CREDENTIALS));
            case Assignment request -> requested(request);
            case PlatformDetected result -> resulted("platform", result, result.getDecision());
            case StorageProvisioned result -> resulted("storage", result, result.getDecision());
            case RegistryDeployed result -> resulted("registry", result, result.getDecision());
            case ClusterStatus result -> resulted("status", result, result.getDecision());
            default ->
                    new Fact.Unreadable(
                            "a %s, which this release does not know"
                                    .formatted(record.getSchema().getName()));
        };
    }

    private static Fact requested(Assignment request) {
        var fields = JsonNodeFactory.instance.objectNode();
        request.getFields()
                .forEach(field -> fields.set(field.getField(), RecordJson.tree(field.getValue())));
        return new Fact.ChangeRequested(
                request.getId(), request.getBy(), request.getReason(), fields);
    }

    private static Fact observed(Observation observation) {
        var key = observation.getObject();
        var sight = sight(observation.getType());
        if (key == null || sight == null) {
            return new Fact.SessionMarker(
                    mark(observation.getType()),
                    key == null ? "" : (key.getKind() + " " + key.getName()).strip(),
                    session(observation),
                    observation.getDetail());
        }
        return new Fact.ObjectObserved(
                sight,
                ref(key),
                observation.getResourceVersion(),
                RecordJson.tree(observation.getContent()),
                observation.getManagers(),
                setters(observation),
                observation.getSynthesised(),
                session(observation));
    }

    private static List<Fact.Setter> setters(Observation observation) {
        return observation.getSetters().stream()
                .map(
                        one ->
                                new Fact.Setter(
                                        one.getManager(),
                                        one.getAt(),
                                        one.getFields().stream().map(FactReader::path).toList()))
                .toList();
    }

    private static String path(String pointer) {
        return pointer.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
    }

    private static Fact.Session session(Observation observation) {
        return new Fact.Session(observation.getSession(), observation.getEpoch());
    }

    private static Fact.@Nullable ObservationType sight(ObservationType type) {
        return switch (type) {
            case ADDED -> Fact.ObservationType.ADDED;
            case MODIFIED -> Fact.ObservationType.MODIFIED;
            case DELETED -> Fact.ObservationType.DELETED;
            case UNKNOWN,
                    SYNCED,
                    GAP,
                    RESYNC,
                    CONTACT_LOST,
                    CONTACT_RESTORED,
                    RESUMED,
                    CREDENTIAL ->
                    null;
        };
    }

    private static Fact.MarkerType mark(ObservationType type) {
        return switch (type) {
            case SYNCED -> Fact.MarkerType.SYNCED;
            case GAP -> Fact.MarkerType.GAP;
            case RESYNC -> Fact.MarkerType.RESYNC;
            case CONTACT_LOST -> Fact.MarkerType.CONTACT_LOST;
            case CONTACT_RESTORED -> Fact.MarkerType.CONTACT_RESTORED;
            case RESUMED -> Fact.MarkerType.RESUMED;
            case CREDENTIAL -> Fact.MarkerType.CREDENTIAL;
            case UNKNOWN, ADDED, MODIFIED, DELETED -> Fact.MarkerType.UNKNOWN;
        };
    }

    private static Fact asked(Action action) {
        return new Fact.ActionIssued(
                action.getId(),
                action.getStage(),
                action.getVerb().name(),
                ref(action.getObject()),
                RecordJson.tree(action.getBody()),
                action.getAttempt(),
                reason(action.getDecision()));
    }

    private static Fact answered(Outcome outcome) {
        return new Fact.OutcomeReported(
                outcome.getAction(),
                outcome.getStage(),
                ref(outcome.getObject()),
                outcome.getResult().name(),
                new Fact.ApiAnswer(outcome.getCode(), outcome.getReason(), outcome.getMessage()),
                outcome.getResourceVersion(),
                outcome.getFinishedAt(),
                RecordJson.tree(outcome.getFound()));
    }

    private static Fact resulted(String stage, SpecificRecord record, Decision decision) {
        return new Fact.ResultPublished(
                stage, RecordJson.of(record, SAID_ELSEWHERE), reason(decision));
    }

    private static Reason reason(Decision decision) {
        var trigger = decision.getTrigger();
        return new Reason(
                decision.getRule(),
                decision.getReason(),
                decision.getDecidedAt(),
                trigger == null
                        ? null
                        : new LogPosition(
                                trigger.getTopic(), trigger.getPartition(), trigger.getOffset()));
    }

    private static ObjectRef ref(ObjectKey key) {
        return new ObjectRef(key.getApiVersion(), key.getKind(), key.getNamespace(), key.getName());
    }
}
