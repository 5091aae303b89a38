package org.registryfleet.audit.file;

import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.log.EventLogRecord.Header;
import org.registryfleet.audit.log.LogCursor;
import org.registryfleet.audit.log.LogException;
import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.events.Observation;
import org.registryfleet.schemas.GoldenEvents;
import org.registryfleet.schemas.Topics;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;

/** A log in memory: registrations and observations of some clusters in three partitions. */
public final class RecordedLog implements EventLog {

    static final int PARTITIONS = 3;
    public static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    public static final List<String> TOPICS = List.of(Topics.CLUSTERS, Topics.OBSERVATIONS);

    private final TreeMap<String, List<EventLogRecord>> records = new TreeMap<>();
    private final TreeMap<String, Long> begins = new TreeMap<>();
    private long brokenAfter = Long.MAX_VALUE;

    /** Clusters c-0, c-1, c-2, each in its own partition, with so many observations. */
    public static RecordedLog of(int observations) {
        var log = new RecordedLog();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            var registration =
                    GoldenEvents.bytes(
                            org.registryfleet.events.ClusterRegistration.class, "labelled");
            log.add(Topics.CLUSTERS, partition, registration);
            for (int i = 0; i < observations; i++) {
                var example = i % 2 == 0 ? "config-added" : "secret-deleted";
                log.add(
                        Topics.OBSERVATIONS,
                        partition,
                        GoldenEvents.bytes(Observation.class, example));
            }
        }
        return log;
    }

    public RecordedLog add(String topic, int partition, byte[] value) {
        var topicPartition = partition(topic, partition);
        long offset =
                topicPartition.isEmpty()
                        ? begins.getOrDefault(topic + partition, 0L)
                        : topicPartition.getLast().offset() + 1;
        topicPartition.add(
                new EventLogRecord(
                        topic,
                        partition,
                        offset,
                        START.plusSeconds(offset),
                        "c-" + partition,
                        value,
                        List.of(
                                new Header(
                                        "ce_id", ("id-" + offset).getBytes(StandardCharsets.UTF_8)),
                                new Header("binary", new byte[] {(byte) 0xff, 0}))));
        return this;
    }

    /** Takes the records of some offsets out, as retention and compaction do. */
    public RecordedLog without(String topic, int partition, long from, long to) {
        partition(topic, partition)
                .removeIf(record -> record.offset() >= from && record.offset() < to);
        return this;
    }

    /** Fails when more than so many records of a partition are read. */
    public RecordedLog brokenAfter(long count) {
        brokenAfter = count;
        return this;
    }

    public List<EventLogRecord> partition(String topic, int partition) {
        return records.computeIfAbsent(topic + "-" + partition, _ -> new ArrayList<>());
    }

    @Override
    public List<OffsetRange> spans(Collection<String> topics) {
        var spans = new ArrayList<OffsetRange>();
        for (var topic : topics) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                var topicPartition = partition(topic, partition);
                spans.add(
                        topicPartition.isEmpty()
                                ? new OffsetRange(topic, partition, 0, 0)
                                : new OffsetRange(
                                        topic,
                                        partition,
                                        topicPartition.getFirst().offset(),
                                        topicPartition.getLast().offset() + 1));
            }
        }
        return spans;
    }

    @Override
    public long offsetAt(OffsetRange span, Instant time) {
        return partition(span.topic(), span.partition()).stream()
                .filter(record -> !record.time().isBefore(time))
                .mapToLong(EventLogRecord::offset)
                .findFirst()
                .orElse(span.to());
    }

    @Override
    public int partitionOf(String cluster) {
        return Integer.parseInt(cluster.substring(2)) % PARTITIONS;
    }

    @Override
    public LogCursor open(OffsetRange span) {
        var wanted =
                partition(span.topic(), span.partition()).stream()
                        .filter(r -> r.offset() >= span.from() && r.offset() < span.to())
                        .iterator();
        return new Cursor(wanted, brokenAfter);
    }

    @Override
    public void close() {}

    private static final class Cursor implements LogCursor {

        private final Iterator<EventLogRecord> records;
        private long left;

        Cursor(Iterator<EventLogRecord> records, long left) {
            this.records = records;
            this.left = left;
        }

        @Override
        public boolean hasNext() {
            return records.hasNext();
        }

        @Override
        public EventLogRecord next() {
            if (left-- == 0) {
                throw new LogException("the broker is gone");
            }
            return records.next();
        }

        @Override
        public void close() {}
    }
}
