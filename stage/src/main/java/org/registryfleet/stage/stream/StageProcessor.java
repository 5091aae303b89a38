package org.registryfleet.stage.stream;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.registryfleet.events.Cause;
import org.registryfleet.schemas.EventHeaders;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.schemas.UndecodableEventException;
import org.registryfleet.stage.decision.Event;
import org.registryfleet.stage.decision.FleetClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decode, evolve, decide, publish: the one path of a record through a stage. */
final class StageProcessor<R> implements Processor<String, byte[], String, Outgoing> {

    /**
     * What led to a decision.
     *
     * @param cause place of the record; null for an alarm
     * @param taken the record when it was taken in now; null when it only comes again
     */
    private record Trigger(
            @Nullable Cause cause, MemoryStore.@Nullable Taken taken, Headers headers) {

        static Trigger alarm() {
            return repetition(null);
        }

        static Trigger repetition(@Nullable Cause cause) {
            return new Trigger(cause, null, new RecordHeaders());
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(StageProcessor.class);
    private static final Duration ALARM_STEP = Duration.ofMillis(50);

    private final StageDefinition<R> definition;
    private final Events events;
    private final FleetClock clock;
    private final StageMeter meter;
    private final Inbound<R> inbound;
    private final Deciding<R> deciding;
    private final Map<String, ClusterMemory<R>> memories = new HashMap<>();
    private Map<String, Long> alarms = new HashMap<>();
    private Instant begun = Instant.EPOCH;
    private @Nullable ProcessorContext<String, Outgoing> context;
    private @Nullable MemoryStore<R> memoryStore;

    StageProcessor(
            StageDefinition<R> definition, Events events, FleetClock clock, StageMeter meter) {
        this.definition = definition;
        this.events = events;
        this.clock = clock;
        this.meter = meter;
        this.inbound = new Inbound<>(definition);
        this.deciding = new Deciding<>(definition, meter);
    }

    @Override
    public void init(ProcessorContext<String, Outgoing> given) {
        context = given;
        memoryStore =
                new MemoryStore<>(given.getStateStore(StageTopology.STORE), definition, events);
        alarms = new HashMap<>(memoryStore.alarms());
        given.schedule(ALARM_STEP, PunctuationType.WALL_CLOCK_TIME, _ -> ring());
    }

    @Override
    public void process(Record<String, byte[]> record) {
        var cause = cause();
        begun = Instant.now();
        try {
            take(record, cause);
        } catch (UndecodableEventException undecodable) {
            deadLetter(record, cause, String.valueOf(undecodable.getMessage()));
        } catch (RuntimeException bug) {
            LOG.error(
                    "{} cannot process {}: it goes to the dead letters",
                    definition.stage().name(),
                    cause,
                    bug);
            deadLetter(record, cause, bug.toString());
        }
        meter.passed(definition.stage().name(), cause);
    }

    private void take(Record<String, byte[]> record, Cause cause) {
        inbound.read(Reading.of(events, cause, record.key(), record.value()))
                .ifPresent(event -> apply(record, cause, event));
    }

    private void apply(Record<String, byte[]> record, Cause cause, Event event) {
        var cluster = record.key();
        var memory = memory(cluster);
        var now = now(cluster);
        if (memory.hasSeen(cause)) {
            repeat(cluster, memory, cause, now);
            return;
        }
        if (memory.fold().isSuperseded(event)) {
            return; // of a watcher that does not know yet that another one has taken over
        }
        meter.took(
                definition.stage().name(),
                cause.getTopic(),
                Duration.ofMillis(System.currentTimeMillis() - record.timestamp()));
        memory.evolve(event, cause, now);
        var taken = new MemoryStore.Taken(cause.getTopic(), event, record.value());
        var trigger = new Trigger(cause, taken, record.headers());
        decide(cluster, memory, trigger, now);
    }

    /**
     * A record comes again only after a crash, when what it led to may not have reached the log:
     * the last result is published again, and unanswered actions are issued again. The same is done
     * at the start for what an alarm has led to.
     */
    private void repeat(
            String cluster, ClusterMemory<R> memory, @Nullable Cause cause, Instant now) {
        if (memory.isRepeated()) {
            return;
        }
        memory.repeated(now);
        var result = store().result(cluster);
        if (result != null) {
            var publication =
                    new Deciding.Publication(
                            definition.resultTopic(), "repeated", events.decode(result));
            forward(
                    cluster,
                    publication,
                    result,
                    headers(
                            publication.record(),
                            "repeated/" + cause,
                            Trigger.repetition(cause),
                            now));
        }
        decide(cluster, memory, Trigger.repetition(cause), now);
    }

    /** Decides for the clusters whose alarm is due. */
    private void ring() {
        begun = Instant.now();
        for (var cluster : List.copyOf(alarms.keySet())) {
            var now = now(cluster);
            var due = alarms.get(cluster);
            if (due != null && due <= now.toEpochMilli()) {
                var memory = memory(cluster);
                if (memory.isInterrupted()) {
                    repeat(cluster, memory, null, now);
                } else {
                    decide(cluster, memory, Trigger.alarm(), now);
                }
            }
        }
    }

    private void decide(String cluster, ClusterMemory<R> memory, Trigger trigger, Instant now) {
        try {
            memory.ledBy(trigger.cause());
            var publications = deciding.run(cluster, memory, trigger.cause(), now);
            for (var publication : publications) {
                publish(cluster, publication, trigger, now);
            }
        } finally {
            store().save(cluster, memory, trigger.taken());
            setAlarm(cluster, memory);
        }
    }

    private void setAlarm(String cluster, ClusterMemory<R> memory) {
        var wakeAt = memory.isInterrupted() ? Instant.EPOCH : memory.wakeAt();
        if (wakeAt == null) {
            alarms.remove(cluster);
        } else {
            alarms.put(cluster, wakeAt.toEpochMilli());
        }
    }

    private void publish(
            String cluster, Deciding.Publication publication, Trigger trigger, Instant now) {
        var value = events.encode(publication.record());
        if (publication.topic().equals(definition.resultTopic())) {
            store().saveResult(cluster, value);
        }
        forward(
                cluster,
                publication,
                value,
                headers(publication.record(), publication.id(), trigger, now));
    }

    private Headers headers(SpecificRecord record, String id, Trigger trigger, Instant now) {
        var headers = new RecordHeaders();
        var stage = definition.stage().name();
        var cause = trigger.cause();
        var parent = Traces.incoming(trigger.headers());
        var own = Traces.continuing(parent, cause == null ? id : cause, id);
        var written = EventHeaders.of(record, id, "registry-fleet/" + stage, now);
        written.causedBy(cause).withTraceparent(own).writeTo(headers);
        var type = record.getSchema().getName();
        meter.led(new Hop(stage, type, written.subject(), parent, own, cause, begun));
        return headers;
    }

    private void forward(
            String cluster, Deciding.Publication publication, byte[] value, Headers headers) {
        context()
                .forward(
                        new Record<>(
                                cluster,
                                new Outgoing(publication.topic(), Bytes.wrap(value)),
                                context().currentSystemTimeMs(),
                                headers));
    }

    private void deadLetter(Record<String, byte[]> record, Cause cause, String why) {
        meter.refused(definition.stage().name(), cause.getTopic(), why);
        LOG.warn("{} refuses {}: {}", definition.stage().name(), cause, why);
        var headers = new RecordHeaders(record.headers().toArray());
        put(headers, "error", why);
        put(headers, "error_stage", definition.stage().name());
        put(headers, "cause_topic", cause.getTopic());
        put(headers, "cause_partition", String.valueOf(cause.getPartition()));
        put(headers, "cause_offset", String.valueOf(cause.getOffset()));
        var value = record.value() == null ? new byte[0] : record.value();
        var letter = new Outgoing(Topics.deadLetter(cause.getTopic()), Bytes.wrap(value));
        context().forward(new Record<>(record.key(), letter, record.timestamp(), headers));
    }

    private static void put(Headers headers, String key, String value) {
        headers.remove(key);
        headers.add(key, value.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * To the millisecond, as the log and the store keep times: what is decided must not hang on
     * more.
     */
    private Instant now(String cluster) {
        return clock.now(cluster).truncatedTo(ChronoUnit.MILLIS);
    }

    private ClusterMemory<R> memory(String cluster) {
        return memories.computeIfAbsent(cluster, store()::load);
    }

    private Cause cause() {
        var metadata =
                context()
                        .recordMetadata()
                        .orElseThrow(() -> new IllegalStateException("a record without its place"));
        return new Cause(metadata.topic(), metadata.partition(), metadata.offset());
    }

    private ProcessorContext<String, Outgoing> context() {
        if (context == null) {
            throw new IllegalStateException("used before init");
        }
        return context;
    }

    private MemoryStore<R> store() {
        if (memoryStore == null) {
            throw new IllegalStateException("used before init");
        }
        return memoryStore;
    }
}
