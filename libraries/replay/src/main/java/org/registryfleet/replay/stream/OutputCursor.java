package org.registryfleet.replay.stream;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.log.LogCursor;
import org.registryfleet.events.Decision;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.RecordKeyCheck;
import org.registryfleet.schemas.UndecodableEventException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a stage published to one partition of its output topics, grouped into steps in order
 * of publication. One stream thread owns the partition, so the records of a step are consecutive in
 * each topic.
 */
final class OutputCursor implements AutoCloseable {

    private static final String DECISION = "decision";

    private final List<OutputReader> readers;

    /** An output topic of the stage. */
    record Topic(String name, LogCursor cursor) {}

    OutputCursor(List<Topic> topics, Events events, ReadListener listener) {
        readers = topics.stream().map(topic -> new OutputReader(topic, events, listener)).toList();
    }

    /** The timestamp of the last record read from the topic. */
    Instant lastOf(String topic) {
        return readers.stream()
                .filter(reader -> reader.topic.name().equals(topic))
                .map(reader -> reader.last)
                .findFirst()
                .orElse(Instant.MIN);
    }

    /** The next step; null at the end. */
    @Nullable RecordedStep next() {
        RecordedStep.Output first = null;
        for (var reader : readers) {
            var head = reader.peek();
            if (head != null
                    && (first == null || head.record().time().isBefore(first.record().time()))) {
                first = head;
            }
        }
        return first == null ? null : gather(first);
    }

    /** Whether every record published up to that time has been read. */
    boolean isPast(Instant time) {
        return readers.stream()
                .map(OutputReader::peek)
                .allMatch(head -> head == null || head.record().time().isAfter(time));
    }

    @Override
    public void close() {
        readers.forEach(reader -> reader.topic.cursor().close());
    }

    private RecordedStep gather(RecordedStep.Output first) {
        var outputs = new ArrayList<RecordedStep.Output>();
        var cluster = cluster(first);
        for (var reader : readers) {
            for (var head = reader.peek();
                    head != null && belongs(head, cluster, first);
                    head = reader.peek()) {
                add(head, outputs, reader.listener);
                reader.advance();
            }
        }
        return new RecordedStep(cluster, first.decision(), outputs);
    }

    // a restarted service publishes its last result again
    private static void add(
            RecordedStep.Output output, List<RecordedStep.Output> outputs, ReadListener listener) {
        if (outputs.stream().anyMatch(output::repeats)) {
            listener.repeated();
        } else {
            outputs.add(output);
        }
    }

    // a step and its repetition after a crash differ in their time
    private static boolean belongs(
            RecordedStep.Output head, String cluster, RecordedStep.Output first) {
        return cluster(head).equals(cluster)
                && head.step() == first.step()
                && head.decision().getDecidedAt().equals(first.decision().getDecidedAt());
    }

    private static String cluster(RecordedStep.Output output) {
        return RecordKeyCheck.cluster(output.event()).orElse("");
    }

    /** A single topic. */
    private static final class OutputReader {

        private final Topic topic;
        private final Events events;
        private final ReadListener listener;
        private RecordedStep.@Nullable Output head;
        private Instant last = Instant.MIN;

        OutputReader(Topic topic, Events events, ReadListener listener) {
            this.topic = topic;
            this.events = events;
            this.listener = listener;
        }

        RecordedStep.@Nullable Output peek() {
            while (head == null && topic.cursor().hasNext()) {
                var record = topic.cursor().next();
                last = record.time();
                head = output(record);
            }
            return head;
        }

        void advance() {
            head = null;
        }

        private RecordedStep.@Nullable Output output(EventLogRecord record) {
            listener.read(record);
            if (record.value() == null) {
                return null;
            }
            try {
                var event = events.decode(record.value());
                return new RecordedStep.Output(record, event, decision(event));
            } catch (UndecodableEventException unreadable) {
                listener.unreadable(record);
                return null;
            }
        }

        private static Decision decision(SpecificRecord event) {
            var field = event.getSchema().getField(DECISION);
            if (field == null || !(event.get(field.pos()) instanceof Decision decision)) {
                throw new UndecodableEventException(
                        "a %s has no decision".formatted(event.getSchema().getName()),
                        "find out who writes to this topic");
            }
            return decision;
        }
    }
}
