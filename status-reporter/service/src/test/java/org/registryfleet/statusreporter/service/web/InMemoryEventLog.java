package org.registryfleet.statusreporter.service.web;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.log.LogCursor;
import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.RecordKeyCheck;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A log of one partition in memory. */
final class InMemoryEventLog implements EventLog {

    private final Map<String, List<EventLogRecord>> topics = new TreeMap<>();

    void add(String topic, Instant time, SpecificRecord event) {
        var records = topics.computeIfAbsent(topic, _ -> new ArrayList<>());
        records.add(
                new EventLogRecord(
                        topic,
                        0,
                        records.size(),
                        time,
                        RecordKeyCheck.cluster(event).orElseThrow(),
                        Events.singleObject().encode(event),
                        List.of()));
    }

    @Override
    public List<OffsetRange> spans(Collection<String> wanted) {
        return wanted.stream()
                .sorted()
                .map(topic -> new OffsetRange(topic, 0, 0, records(topic).size()))
                .toList();
    }

    @Override
    public long offsetAt(OffsetRange span, Instant time) {
        return records(span.topic()).stream()
                .filter(record -> !record.time().isBefore(time))
                .findFirst()
                .map(EventLogRecord::offset)
                .orElse(span.to());
    }

    @Override
    public int partitionOf(String cluster) {
        return 0;
    }

    @Override
    public LogCursor open(OffsetRange span) {
        return new Cursor(
                records(span.topic()).subList((int) span.from(), (int) span.to()).iterator());
    }

    @Override
    public void close() {}

    private List<EventLogRecord> records(String topic) {
        return topics.getOrDefault(topic, List.of());
    }

    private record Cursor(Iterator<EventLogRecord> records) implements LogCursor {

        @Override
        public boolean hasNext() {
            return records.hasNext();
        }

        @Override
        public EventLogRecord next() {
            return records.next();
        }

        @Override
        public void close() {}
    }
}
