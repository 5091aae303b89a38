package org.registryfleet.regfleet.audit;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.file.BundleLog;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.log.LogCursor;
import org.registryfleet.audit.log.LogException;
import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.audit.wire.CausalOrder;
import org.registryfleet.events.ClusterStatus;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** What the fleet of {@code ./regfleet local} once wrote, from a bundle among the resources. */
final class Recording {

    /** When it was recorded: after the last record. */
    static final Instant END = end();

    private Recording() {}

    static Path file() {
        try {
            var resource = Recording.class.getResource("/recorded-fleet.zip");
            return Path.of(Objects.requireNonNull(resource).toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static EventLog open() {
        return new BundleLog(file());
    }

    private static Instant end() {
        try (var log = new BundleLog(file())) {
            return log.manifest().createdAt();
        }
    }

    static List<String> clusters() {
        return records().stream()
                .filter(record -> record.topic().equals(Topics.CLUSTERS))
                .map(EventLogRecord::key)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Every record that tells about a cluster, a partition after the other. */
    static List<EventLogRecord> records() {
        var records = new ArrayList<EventLogRecord>();
        try (var log = open()) {
            for (var span : log.spans(CausalOrder.TOPICS)) {
                try (var cursor = log.open(span)) {
                    cursor.forEachRemaining(records::add);
                }
            }
        }
        return records;
    }

    static ClusterStatus status(EventLogRecord record) {
        return Events.singleObject()
                .decode(Objects.requireNonNull(record.value()), ClusterStatus.class);
    }

    /** The same record with another value. */
    static EventLogRecord with(EventLogRecord record, byte @Nullable [] value) {
        return new EventLogRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.time(),
                record.key(),
                value,
                record.headers());
    }

    /** The recording, with somebody between it and its reader. */
    record Changed(EventLog original, UnaryOperator<EventLogRecord> change) implements EventLog {

        static Changed by(UnaryOperator<EventLogRecord> change) {
            return new Changed(Recording.open(), change);
        }

        /** Breaks off like a broker that goes away. */
        static Changed breakingOff(String topic) {
            return by(
                    record -> {
                        if (record.topic().equals(topic)) {
                            throw new LogException("the broker is gone");
                        }
                        return record;
                    });
        }

        @Override
        public List<OffsetRange> spans(Collection<String> topics) {
            return original.spans(topics);
        }

        @Override
        public long offsetAt(OffsetRange span, Instant time) {
            return original.offsetAt(span, time);
        }

        @Override
        public int partitionOf(String cluster) {
            return original.partitionOf(cluster);
        }

        @Override
        public LogCursor open(OffsetRange span) {
            return new Cursor(original.open(span), change);
        }

        @Override
        public void close() {
            original.close();
        }
    }

    private record Cursor(LogCursor original, UnaryOperator<EventLogRecord> change)
            implements LogCursor {

        @Override
        public boolean hasNext() {
            return original.hasNext();
        }

        @Override
        public EventLogRecord next() {
            return change.apply(original.next());
        }

        @Override
        public void close() {
            original.close();
        }
    }
}
