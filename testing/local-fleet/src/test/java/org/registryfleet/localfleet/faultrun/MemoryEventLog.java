package org.registryfleet.localfleet.faultrun;

import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.log.LogCursor;
import org.registryfleet.audit.log.OffsetRange;

import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;

/** The topics of a fault run, for a replay. */
record MemoryEventLog(MemoryLog log) implements EventLog {

    @Override
    public List<OffsetRange> spans(Collection<String> topics) {
        return topics.stream().map(topic -> new OffsetRange(topic, 0, 0, log.end(topic))).toList();
    }

    @Override
    public long offsetAt(OffsetRange span, Instant time) {
        return LongStream.range(span.from(), span.to())
                .filter(offset -> !record(span, offset).time().isBefore(time))
                .findFirst()
                .orElse(span.to());
    }

    @Override
    public int partitionOf(String cluster) {
        return 0;
    }

    @Override
    public LogCursor open(OffsetRange span) {
        var records =
                LongStream.range(span.from(), span.to())
                        .mapToObj(offset -> record(span, offset))
                        .iterator();
        return new Cursor(records);
    }

    @Override
    public void close() {}

    private EventLogRecord record(OffsetRange span, long offset) {
        var line = log.lines(span.topic()).get(Math.toIntExact(offset));
        return new EventLogRecord(
                span.topic(),
                span.partition(),
                offset,
                Instant.ofEpochMilli(line.timestamp()),
                line.key(),
                line.value(),
                List.of());
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
