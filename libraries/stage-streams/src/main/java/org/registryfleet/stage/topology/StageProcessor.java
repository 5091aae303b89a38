package org.registryfleet.stage.topology;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.UndecodableEventException;
import org.registryfleet.stage.decision.Event;
import org.registryfleet.stage.decision.FleetClock;
import org.registryfleet.stage.runtime.ClusterState;
import org.registryfleet.stage.runtime.DecisionRunner;
import org.registryfleet.stage.runtime.DecodedRecord;
import org.registryfleet.stage.runtime.EventMapper;
import org.registryfleet.stage.runtime.OutgoingRecord;
import org.registryfleet.stage.runtime.RuleFailure;
import org.registryfleet.stage.runtime.StageDefinition;
import org.registryfleet.stage.store.ClusterStateStore;
import org.registryfleet.stage.telemetry.StageMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The Kafka Streams processor of a stage: decodes a record, folds it into the cluster's state,
 * decides and forwards the result and the actions. Delivery is at-least-once; a redelivered record
 * republishes the last result.
 */
final class StageProcessor<R> implements Processor<String, byte[], String, OutgoingRecord> {

    private static final Logger LOG = LoggerFactory.getLogger(StageProcessor.class);
    private static final Duration TIMER_INTERVAL = Duration.ofMillis(50);
    private static final Duration UNREADABLE_BACKOFF = Duration.ofMinutes(2);

    /**
     * How long an unregistered cluster is kept: outcomes in flight and late records arrive before.
     */
    private static final Duration RELEASE_DELAY = Duration.ofMinutes(10);

    private final StageDefinition<R> definition;
    private final Events events;
    private final FleetClock clock;
    private final StageMetrics metrics;
    private final EventMapper<R> eventMapper;
    private final DecisionRunner<R> decisionRunner;
    private final Map<String, ClusterState<R>> states = new HashMap<>();
    private final Timers timers = new Timers();
    private Instant started = Instant.EPOCH;
    private @Nullable Cancellable punctuator;
    private @Nullable ProcessorContext<String, OutgoingRecord> context;
    private @Nullable RecordForwarder forwarder;
    private @Nullable ClusterStateStore<R> stateStore;

    StageProcessor(
            StageDefinition<R> definition, Events events, FleetClock clock, StageMetrics metrics) {
        this.definition = definition;
        this.events = events;
        this.clock = clock;
        this.metrics = metrics;
        this.eventMapper = new EventMapper<>(definition);
        this.decisionRunner = new DecisionRunner<>(definition, metrics, events::encode);
    }

    /** Also called when a failed task is revived, so all in-memory state is reset. */
    @Override
    public void init(ProcessorContext<String, OutgoingRecord> given) {
        context = given;
        forwarder = new RecordForwarder(given, definition, metrics);
        stateStore =
                new ClusterStateStore<>(
                        given.getStateStore(StageTopology.STORE), definition, events);
        states.clear();
        started = Instant.ofEpochMilli(given.currentSystemTimeMs());
        timers.reset(stateStore.timers(c -> now(c).plus(RELEASE_DELAY).toEpochMilli()));
        punctuator =
                given.schedule(TIMER_INTERVAL, PunctuationType.WALL_CLOCK_TIME, _ -> punctuate());
    }

    @Override
    public void close() {
        if (punctuator != null) {
            punctuator.cancel();
        }
        states.clear();
        timers.reset(Map.of());
    }

    /**
     * Only failures that the record itself can cause are caught: decoding, folding and, in {@link
     * DecisionRunner}, the rules. An exception of Kafka while forwarding or writing to the store
     * may concern any earlier record, so Kafka Streams has to handle it.
     */
    @Override
    public void process(Record<String, byte[]> record) {
        var cause = cause();
        forwarder().begin();
        guarded(record, cause, () -> eventMapper.read(decode(record, cause)))
                .flatMap(event -> guarded(record, cause, () -> fold(record, cause, event)))
                .ifPresent(Runnable::run);
        metrics.onProcessed(definition.stage().name(), cause);
    }

    private <T> Optional<T> guarded(
            Record<String, byte[]> record, Cause cause, Supplier<Optional<T>> step) {
        try {
            return step.get();
        } catch (UndecodableEventException undecodable) {
            forwarder().refuse(record, cause, undecodable.getMessage());
        } catch (KafkaException ofKafka) {
            throw ofKafka;
        } catch (RuntimeException bug) {
            LOG.error(
                    "{} cannot process {}: it goes to the dead letters",
                    definition.stage().name(),
                    cause,
                    bug);
            forwarder().refuse(record, cause, RuleFailure.describe(bug));
        }
        return Optional.empty();
    }

    private DecodedRecord decode(Record<String, byte[]> record, Cause cause) {
        return DecodedRecord.of(events, cause, record.key(), record.value());
    }

    /** Folds a record into the state and returns the step to run next, if any. */
    private Optional<Runnable> fold(Record<String, byte[]> record, Cause cause, Event event) {
        var cluster = record.key();
        var state = state(cluster);
        var now = now(cluster);
        var taken = new ClusterStateStore.Taken(cause.getTopic(), event, record.value());
        boolean seen = state.hasSeen(cause);
        if (seen && state.isFromRecreatedTopic(cause, record.timestamp(), started)) {
            forwarder().reportRecreatedTopic(cluster, cause);
            state.forget(cause.getTopic());
        } else if (seen) {
            return Optional.of(() -> redelivered(cluster, state, cause, taken, now));
        }
        if (state.fold().isSuperseded(event)) {
            // from a fenced watcher: a newer watch session has taken over
            return Optional.empty();
        }
        state.evolve(event, cause, now);
        state.note(cause, record.timestamp());
        metrics.onReceived(
                definition.stage().name(),
                cause.getTopic(),
                Duration.ofMillis(System.currentTimeMillis() - record.timestamp()));
        var trigger = new Trigger(cause, taken, record.headers());
        return Optional.of(() -> decide(cluster, state, trigger, now));
    }

    /**
     * Handles a redelivered record: after a failed send its entry may be missing from the store.
     */
    private void redelivered(
            String cluster,
            ClusterState<R> state,
            Cause cause,
            ClusterStateStore.Taken taken,
            Instant now) {
        // events of a superseded watch session were never folded
        boolean restored =
                !state.fold().isSuperseded(taken.event())
                        && store().restore(cluster, state, cause, taken);
        if (!state.isRepeated()) {
            republish(cluster, state, cause, now);
        } else if (restored) {
            decide(cluster, state, Trigger.repetition(cause), now);
        }
    }

    /**
     * A record is redelivered only after a crash, when its output may not have reached Kafka:
     * republishes the last result and reissues unanswered actions. The same happens at start for a
     * decision that a timer triggered.
     */
    private void republish(
            String cluster, ClusterState<R> state, @Nullable Cause cause, Instant now) {
        state.repeated(now);
        var result = store().result(cluster);
        if (result != null) {
            var last =
                    new DecisionRunner.Publication(
                            definition.resultTopic(),
                            "repeated/" + cause,
                            events.decode(result),
                            result);
            forwarder().publish(cluster, last, Trigger.repetition(cause), now);
        }
        decide(cluster, state, Trigger.repetition(cause), now);
    }

    /** Decides for the clusters whose timers are due. */
    private void punctuate() {
        forwarder().begin();
        for (var cluster : timers.due(this::now)) {
            var now = now(cluster);
            var state = loaded(cluster, now);
            if (state == null) {
                continue;
            }
            if (state.isUnregistered()) {
                release(cluster);
            } else if (state.isInterrupted()) {
                republish(cluster, state, null, now);
            } else {
                decide(cluster, state, Trigger.timer(), now);
            }
        }
    }

    /**
     * Deletes everything about a cluster that has left the fleet. A late record starts from empty
     * state, which is released again.
     */
    private void release(String cluster) {
        if (store().result(cluster) != null) {
            forwarder().retract(cluster);
        }
        store().release(cluster);
        states.remove(cluster);
        timers.set(cluster, null);
    }

    /** Number of in-memory cluster states and timers. */
    int held() {
        return states.size() + timers.size();
    }

    /**
     * The cluster's state; null when its entries cannot be read, which is retried later so that the
     * other clusters are not blocked.
     */
    private @Nullable ClusterState<R> loaded(String cluster, Instant now) {
        try {
            return state(cluster);
        } catch (RuntimeException damaged) {
            if (damaged instanceof KafkaException
                    && !(damaged instanceof UndecodableEventException)) {
                throw damaged;
            }
            timers.set(cluster, now.plus(UNREADABLE_BACKOFF));
            LOG.error("what was kept of {} cannot be read", cluster, damaged);
            metrics.onRuleFailed(definition.stage().name());
            return null;
        }
    }

    private void decide(String cluster, ClusterState<R> state, Trigger trigger, Instant now) {
        state.triggeredBy(trigger.cause());
        var before = state.failure();
        var publications = decisionRunner.run(cluster, state, trigger.cause(), now);
        for (var publication : publications) {
            if (publication.topic().equals(definition.resultTopic())) {
                store().saveResult(cluster, publication.value());
            }
            forwarder().publish(cluster, publication, trigger, now);
        }
        forwarder().report(cluster, before, state.failure(), trigger.cause(), now);
        store().save(cluster, state, trigger.taken());
        timers.set(cluster, wakeAt(state, now));
    }

    private @Nullable Instant wakeAt(ClusterState<R> state, Instant now) {
        if (state.isUnregistered()) {
            return now.plus(RELEASE_DELAY);
        }
        return state.isInterrupted() ? Instant.EPOCH : state.wakeAt();
    }

    /**
     * Truncated to milliseconds, the precision of Kafka and the store, so that a replay decides the
     * same.
     */
    private Instant now(String cluster) {
        return clock.now(cluster).truncatedTo(ChronoUnit.MILLIS);
    }

    private ClusterState<R> state(String cluster) {
        return states.computeIfAbsent(cluster, this::load);
    }

    /** A failed send may have kept the last result from the store, but not the state behind it. */
    private ClusterState<R> load(String cluster) {
        var state = store().load(cluster);
        var known = state.resultStep();
        var stored = store().resultStep(cluster);
        if (known != null && !known.equals(stored)) {
            state.standOn(stored, now(cluster));
        }
        return state;
    }

    private Cause cause() {
        var metadata =
                context()
                        .recordMetadata()
                        .orElseThrow(() -> new IllegalStateException("a record without its place"));
        return new Cause(metadata.topic(), metadata.partition(), metadata.offset());
    }

    private ProcessorContext<String, OutgoingRecord> context() {
        if (context == null) {
            throw new IllegalStateException("used before init");
        }
        return context;
    }

    private RecordForwarder forwarder() {
        if (forwarder == null) {
            throw new IllegalStateException("used before init");
        }
        return forwarder;
    }

    private ClusterStateStore<R> store() {
        if (stateStore == null) {
            throw new IllegalStateException("used before init");
        }
        return stateStore;
    }
}
