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

/** Decode, evolve, decide, publish: the one path of a record through a stage. */
final class StageProcessor<R> implements Processor<String, byte[], String, OutgoingRecord> {

    private static final Logger LOG = LoggerFactory.getLogger(StageProcessor.class);
    private static final Duration ALARM_STEP = Duration.ofMillis(50);
    private static final Duration UNREADABLE_PAUSE = Duration.ofMinutes(2);

    /** By then whatever was under way has been answered, and every late record has come. */
    private static final Duration ABSENCE = Duration.ofMinutes(10);

    private final StageDefinition<R> definition;
    private final Events events;
    private final FleetClock clock;
    private final StageMetrics meter;
    private final EventMapper<R> inbound;
    private final DecisionRunner<R> deciding;
    private final Map<String, ClusterState<R>> memories = new HashMap<>();
    private final Timers timers = new Timers();
    private Instant started = Instant.EPOCH;
    private @Nullable Cancellable alarmClock;
    private @Nullable ProcessorContext<String, OutgoingRecord> context;
    private @Nullable RecordForwarder forwarder;
    private @Nullable ClusterStateStore<R> memoryStore;

    StageProcessor(
            StageDefinition<R> definition, Events events, FleetClock clock, StageMetrics meter) {
        this.definition = definition;
        this.events = events;
        this.clock = clock;
        this.meter = meter;
        this.inbound = new EventMapper<>(definition);
        this.deciding = new DecisionRunner<>(definition, meter, events::encode);
    }

    /** Also called when a task begins again after a failure: nothing of before may be left. */
    @Override
    public void init(ProcessorContext<String, OutgoingRecord> given) {
        context = given;
        forwarder = new RecordForwarder(given, definition, meter);
        memoryStore =
                new ClusterStateStore<>(
                        given.getStateStore(StageTopology.STORE), definition, events);
        memories.clear();
        started = Instant.ofEpochMilli(given.currentSystemTimeMs());
        timers.begin(memoryStore.alarms(c -> now(c).plus(ABSENCE).toEpochMilli()));
        alarmClock = given.schedule(ALARM_STEP, PunctuationType.WALL_CLOCK_TIME, _ -> ring());
    }

    @Override
    public void close() {
        if (alarmClock != null) {
            alarmClock.cancel();
        }
        memories.clear();
        timers.begin(Map.of());
    }

    /**
     * Only what the record itself can be at fault for is guarded: reading and folding it in, and in
     * {@link DecisionRunner} the rules. What Kafka throws while records and entries are written may
     * be about any record written before, and belongs to Kafka Streams.
     */
    @Override
    public void process(Record<String, byte[]> record) {
        var cause = cause();
        forwarder().begin();
        guarded(record, cause, () -> inbound.read(reading(record, cause)))
                .flatMap(event -> guarded(record, cause, () -> fold(record, cause, event)))
                .ifPresent(Runnable::run);
        meter.passed(definition.stage().name(), cause);
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

    private DecodedRecord reading(Record<String, byte[]> record, Cause cause) {
        return DecodedRecord.of(events, cause, record.key(), record.value());
    }

    /** Folds a record in; what is to be done then, if anything. */
    private Optional<Runnable> fold(Record<String, byte[]> record, Cause cause, Event event) {
        var cluster = record.key();
        var memory = memory(cluster);
        var now = now(cluster);
        var taken = new ClusterStateStore.Taken(cause.getTopic(), event, record.value());
        boolean seen = memory.hasSeen(cause);
        if (seen && memory.isOfAnotherLog(cause, record.timestamp(), started)) {
            forwarder().reportAnotherLog(cluster, cause);
            memory.forget(cause.getTopic());
        } else if (seen) {
            return Optional.of(() -> again(cluster, memory, cause, taken, now));
        }
        if (memory.fold().isSuperseded(event)) {
            // of a watcher that does not know yet that another one has taken over
            return Optional.empty();
        }
        memory.evolve(event, cause, now);
        memory.note(cause, record.timestamp());
        meter.took(
                definition.stage().name(),
                cause.getTopic(),
                Duration.ofMillis(System.currentTimeMillis() - record.timestamp()));
        var trigger = new Trigger(cause, taken, record.headers());
        return Optional.of(() -> decide(cluster, memory, trigger, now));
    }

    /** A failed send may have kept what the record had led to from the store. */
    private void again(
            String cluster,
            ClusterState<R> memory,
            Cause cause,
            ClusterStateStore.Taken taken,
            Instant now) {
        // what an earlier watch says after a later one has begun never counted
        boolean restored =
                !memory.fold().isSuperseded(taken.event())
                        && store().restore(cluster, memory, cause, taken);
        if (!memory.isRepeated()) {
            repeat(cluster, memory, cause, now);
        } else if (restored) {
            decide(cluster, memory, Trigger.repetition(cause), now);
        }
    }

    /**
     * A record comes again only after a crash, when what it led to may not have reached the log:
     * the last result is published again, and unanswered actions are issued again. The same is done
     * at the start for what an alarm has led to.
     */
    private void repeat(
            String cluster, ClusterState<R> memory, @Nullable Cause cause, Instant now) {
        memory.repeated(now);
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
        decide(cluster, memory, Trigger.repetition(cause), now);
    }

    /** Decides for the clusters whose alarm is due. */
    private void ring() {
        forwarder().begin();
        for (var cluster : timers.due(this::now)) {
            var now = now(cluster);
            var memory = loaded(cluster, now);
            if (memory == null) {
                continue;
            }
            if (memory.isUnregistered()) {
                release(cluster);
            } else if (memory.isInterrupted()) {
                repeat(cluster, memory, null, now);
            } else {
                decide(cluster, memory, Trigger.alarm(), now);
            }
        }
    }

    /** Nothing of a cluster that has left stays. Late records begin anew, and are let go again. */
    private void release(String cluster) {
        if (store().result(cluster) != null) {
            forwarder().retract(cluster);
        }
        store().release(cluster);
        memories.remove(cluster);
        timers.set(cluster, null);
    }

    /** Of how many clusters anything is held, the store apart. */
    int held() {
        return memories.size() + timers.size();
    }

    /** Null for a cluster whose entries cannot be read: the others must not wait for it. */
    private @Nullable ClusterState<R> loaded(String cluster, Instant now) {
        try {
            return memory(cluster);
        } catch (RuntimeException damaged) {
            if (damaged instanceof KafkaException
                    && !(damaged instanceof UndecodableEventException)) {
                throw damaged;
            }
            timers.set(cluster, now.plus(UNREADABLE_PAUSE));
            LOG.error("what was kept of {} cannot be read", cluster, damaged);
            meter.ruleFailed(definition.stage().name());
            return null;
        }
    }

    private void decide(String cluster, ClusterState<R> memory, Trigger trigger, Instant now) {
        memory.ledBy(trigger.cause());
        var before = memory.failure();
        var publications = deciding.run(cluster, memory, trigger.cause(), now);
        for (var publication : publications) {
            if (publication.topic().equals(definition.resultTopic())) {
                store().saveResult(cluster, publication.value());
            }
            forwarder().publish(cluster, publication, trigger, now);
        }
        forwarder().report(cluster, before, memory.failure(), trigger.cause(), now);
        store().save(cluster, memory, trigger.taken());
        timers.set(cluster, wakeAt(memory, now));
    }

    private @Nullable Instant wakeAt(ClusterState<R> memory, Instant now) {
        if (memory.isUnregistered()) {
            return now.plus(ABSENCE);
        }
        return memory.isInterrupted() ? Instant.EPOCH : memory.wakeAt();
    }

    /**
     * To the millisecond, as the log and the store keep times: what is decided must not hang on
     * more.
     */
    private Instant now(String cluster) {
        return clock.now(cluster).truncatedTo(ChronoUnit.MILLIS);
    }

    private ClusterState<R> memory(String cluster) {
        return memories.computeIfAbsent(cluster, store()::load);
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
        if (memoryStore == null) {
            throw new IllegalStateException("used before init");
        }
        return memoryStore;
    }
}
