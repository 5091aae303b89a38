package org.registryfleet.stage.runtime;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.events.Admission;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.Outcome;
import org.registryfleet.events.OutcomeResult;
import org.registryfleet.events.UnkeptField;
import org.registryfleet.schemas.Topics;
import org.registryfleet.schemas.UndecodableEventException;
import org.registryfleet.stage.decision.Event;
import org.registryfleet.stage.decision.WatchSessionId;
import org.registryfleet.stage.ledger.ActionAnswer;
import org.registryfleet.stage.view.Connectivity;
import org.registryfleet.stage.view.FieldOwner;
import org.registryfleet.stage.view.ObjectRef;
import org.registryfleet.stage.view.Observed;
import org.registryfleet.stage.view.Registration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Maps decoded records to the events of a stage; irrelevant records map to none. */
public final class EventMapper<R> {

    /** Reasons of outcomes that a decision on what is observed next resolves by itself. */
    private static final Set<String> CONFLICTS =
            Set.of("Conflict", "AlreadyExists", "SourceChanged");

    private final StageDefinition<R> definition;

    public EventMapper(StageDefinition<R> definition) {
        this.definition = definition;
    }

    /**
     * Whether the record can be relevant: all but observations of objects the stage does not use.
     */
    boolean concerns(DecodedRecord record) {
        var shown = record.shown();
        return shown == null || definition.stage().concerns(shown);
    }

    /**
     * The event of a record; empty when it is irrelevant to the stage.
     *
     * @throws UndecodableEventException when its content cannot be read
     */
    public Optional<Event> read(DecodedRecord record) {
        return switch (record.event()) {
            // a tombstone deregisters the cluster in the clusters topic and is ignored in all
            // others
            case null ->
                    record.cluster() != null && record.place().getTopic().equals(Topics.CLUSTERS)
                            ? Optional.of(new Event.Registered(null))
                            : Optional.empty();
            case Observation observation -> observed(record, observation);
            case ClusterRegistration registration ->
                    Optional.of(new Event.Registered(registered(registration)));
            case Outcome outcome -> Optional.of(answered(record, outcome));
            case SpecificRecord result ->
                    Optional.ofNullable(definition.upstream().get(record.place().getTopic()))
                            .map(mapping -> new Event.Resulted(mapping.apply(result)));
        };
    }

    private Optional<Event> observed(DecodedRecord record, Observation observation) {
        var session = session(observation);
        return switch (observation.getType()) {
            case ADDED, MODIFIED ->
                    concerning(record)
                            .map(ref -> new Event.Seen(session, object(ref, record, observation)));
            case DELETED -> concerning(record).map(ref -> new Event.Gone(session, ref));
            case SYNCED ->
                    Optional.of(
                            new Event.Synced(
                                    session,
                                    UnreadableKinds.of(observation),
                                    UnreadableKinds.unserved(observation)));
            case CONTACT_LOST -> Optional.of(contact(Connectivity.State.LOST, observation));
            case CONTACT_RESTORED ->
                    Optional.of(contact(Connectivity.State.CONNECTED, observation));
            case RESUMED -> Optional.of(new Event.Resumed(session));
            case GAP -> gap(session, observation);
            case RESYNC, CREDENTIAL, UNKNOWN -> Optional.empty();
        };
    }

    private Optional<Event> gap(String session, Observation observation) {
        return switch (observation.getGap()) {
            case RESTORED -> Optional.of(new Event.Restored(session));
            case TOO_LARGE ->
                    Optional.ofNullable(observation.getObject())
                            .map(EventMapper::ref)
                            .filter(definition.stage()::concerns)
                            .map(ref -> new Event.TooLarge(session, ref));
            case UNSPECIFIED ->
                    observation.getObject() == null
                            ? Optional.of(new Event.Begun(session))
                            : Optional.empty();
        };
    }

    private static String session(Observation observation) {
        return WatchSessionId.session(observation.getEpoch(), observation.getSession());
    }

    private static Event contact(Connectivity.State state, Observation observation) {
        return new Event.ContactChanged(
                session(observation),
                new Connectivity(state, observation.getObservedAt(), observation.getDetail()));
    }

    private Optional<ObjectRef> concerning(DecodedRecord record) {
        return Optional.ofNullable(record.shown()).filter(definition.stage()::concerns);
    }

    static ObjectRef ref(ObjectKey key) {
        return new ObjectRef(key.getApiVersion(), key.getKind(), key.getNamespace(), key.getName());
    }

    private static Observed object(ObjectRef ref, DecodedRecord record, Observation observation) {
        return new Observed(
                ref,
                observation.getUid(),
                observation.getResourceVersion(),
                record.content(observation.getContent()),
                owners(observation));
    }

    /** Of what people configure it is known who has set each field, the fleet included. */
    private static List<FieldOwner> owners(Observation observation) {
        return observation.getSetters().isEmpty()
                ? observation.getOwners().stream()
                        .map(owner -> new FieldOwner(owner.getManager(), owner.getFields()))
                        .toList()
                : observation.getSetters().stream()
                        .map(setter -> new FieldOwner(setter.getManager(), setter.getFields()))
                        .toList();
    }

    private static Registration registered(ClusterRegistration registration) {
        var entry =
                new Registration(
                        registration.getCluster(),
                        registration.getDisplayName(),
                        registration.getLabels(),
                        Registration.Ownership.valueOf(registration.getMode().name()),
                        registration.getPaused(),
                        registration.getHibernating(),
                        registration.getPolicy());
        return registration.getAdmission() == Admission.ADMITTED ? entry : entry.held();
    }

    private static Event answered(DecodedRecord record, Outcome outcome) {
        var answer = answer(outcome);
        return outcome.getFound().isEmpty()
                ? new Event.Answered(answer)
                : new Event.Found(answer, found(record, outcome));
    }

    private static Observed found(DecodedRecord record, Outcome outcome) {
        return new Observed(
                ref(outcome.getObject()),
                outcome.getUid(),
                outcome.getResourceVersion(),
                record.content(outcome.getFound()));
    }

    private static ActionAnswer answer(Outcome outcome) {
        if (outcome.getResult() == OutcomeResult.DONE) {
            return new ActionAnswer.Done(
                    outcome.getAction(),
                    outcome.getUid(),
                    outcome.getResourceVersion(),
                    outcome.getUnkept().stream()
                            .map(UnkeptField::getField)
                            .collect(Collectors.toUnmodifiableSet()));
        }
        boolean conflict = CONFLICTS.contains(outcome.getReason());
        return new ActionAnswer.Failed(
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
