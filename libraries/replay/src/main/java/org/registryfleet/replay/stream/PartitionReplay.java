package org.registryfleet.replay.stream;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.log.LogCursor;
import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.events.Cause;
import org.registryfleet.replay.stream.PartitionResult.StagePartitionResult;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.UndecodableEventException;
import org.registryfleet.stage.runtime.DecodedRecord;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replays all stages in one partition. Each input record is read and decoded once and handed to
 * every stage that consumes its topic; the stages advance in the order of their steps.
 */
final class PartitionReplay implements AutoCloseable {

    private final EventLog log;
    private final ReplayRequest request;
    private final Events events;
    private final ReadCounter counter;
    private final List<StagePartition<?>> stages = new ArrayList<>();
    private final Map<String, List<StagePartition<?>>> readers = new HashMap<>();
    private final InputCursor sources;

    /**
     * @param spans ranges of all topics of the partition
     */
    PartitionReplay(
            EventLog log,
            List<OffsetRange> spans,
            FleetReplay.Setting setting,
            ReadCounter counter) {
        this.log = log;
        this.request = setting.request();
        this.events = setting.events();
        this.counter = counter;
        var cursors = new HashMap<String, LogCursor>();
        this.sources = new InputCursor(cursors, this::take);
        for (var rules : setting.stages()) {
            var stage = stage(spans, rules);
            stages.add(stage);
            stage.inputs()
                    .forEach(t -> readers.computeIfAbsent(t, _ -> new ArrayList<>()).add(stage));
        }
        spans.stream()
                .filter(span -> readers.containsKey(span.topic()))
                .forEach(span -> cursors.put(span.topic(), log.open(span)));
    }

    /** Replays the partition to its end. */
    List<StagePartitionResult> run() {
        for (var stage = earliest(); stage != null; stage = earliest()) {
            stage.play(sources);
        }
        sources.readToEnd();
        return stages.stream().map(StagePartition::result).toList();
    }

    @Override
    public void close() {
        sources.close();
        stages.forEach(StagePartition::close);
    }

    private <R> StagePartition<R> stage(List<OffsetRange> spans, StageRules<R> rules) {
        var outputs =
                spans.stream()
                        .filter(span -> rules.anywhere().outputs().contains(span.topic()))
                        .map(span -> new OutputCursor.Topic(span.topic(), log.open(span)))
                        .toList();
        return new StagePartition<>(rules, request, events, outputs, this::again);
    }

    private @Nullable StagePartition<?> earliest() {
        StagePartition<?> earliest = null;
        for (var stage : stages) {
            var at = stage.nextAt();
            var best = earliest == null ? null : earliest.nextAt();
            if (at != null && (best == null || at.isBefore(best))) {
                earliest = stage;
            }
        }
        return earliest;
    }

    private void take(EventLogRecord record) {
        counter.read();
        var cluster = record.key();
        if (cluster == null || !request.wants(cluster)) {
            return;
        }
        var partitionsOfTopic = readers.getOrDefault(record.topic(), List.of());
        input(record)
                .ifPresentOrElse(
                        input ->
                                partitionsOfTopic.forEach(
                                        partition -> partition.take(cluster, input)),
                        () -> partitionsOfTopic.forEach(StagePartition::refuse));
    }

    /** Reads a range again for one cluster. */
    private List<InputRecord> again(String cluster, OffsetRange range) {
        var found = new ArrayList<InputRecord>();
        try (var cursor = log.open(range)) {
            while (cursor.hasNext()) {
                var record = cursor.next();
                if (cluster.equals(record.key())) {
                    input(record).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /** Empty for what cannot be decoded. */
    private Optional<InputRecord> input(EventLogRecord record) {
        var place = new Cause(record.topic(), record.partition(), record.offset());
        try {
            var reading = DecodedRecord.of(events, place, record.key(), record.value());
            return Optional.of(InputRecord.of(reading));
        } catch (UndecodableEventException refused) {
            return Optional.empty();
        }
    }
}
