package org.registryfleet.audit.wire;

import org.apache.avro.specific.SpecificRecord;
import org.registryfleet.audit.fact.FactEntry;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.audit.state.ClusterSnapshot;
import org.registryfleet.audit.state.FleetSnapshot;
import org.registryfleet.audit.timeline.Timeline;
import org.registryfleet.audit.timeline.TimelineProjection;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Runs the queries of an audit (timeline, snapshot, explanation) against an event log. */
public final class AuditQueries {

    /** Tolerance for clock skew between producers: topics are read this much beyond the end. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final EventLog log;
    private final Meter meter;
    private final FactReader reader = new FactReader(Events.singleObject());

    public AuditQueries(EventLog log, Meter meter) {
        this.log = log;
        this.meter = meter;
    }

    /** The ids of all clusters that were ever registered, according to the log. */
    public SortedSet<String> clusters() {
        var ids = new TreeSet<String>();
        read(
                log.spans(List.of(Topics.CLUSTERS)),
                _ -> true,
                Instant.MAX,
                e -> ids.add(e.cluster()));
        ids.remove("");
        return ids;
    }

    /** Whether the cluster was ever registered, according to the log. */
    public boolean isKnown(String cluster) {
        var found = new ArrayList<FactEntry>(1);
        read(spans(cluster, List.of(Topics.CLUSTERS)), cluster::equals, Instant.MAX, found::add);
        return found.stream().anyMatch(entry -> entry.cluster().equals(cluster));
    }

    /** From when on the log is complete for a cluster. */
    public RetentionStart beginning(String cluster) {
        return RetentionStart.of(log, spans(cluster, List.of(Topics.OBSERVATIONS)));
    }

    /** From when on the log is complete for the fleet. */
    public RetentionStart beginning() {
        return RetentionStart.of(log, log.spans(List.of(Topics.OBSERVATIONS)));
    }

    /**
     * A cluster's timeline.
     *
     * @param limit maximum number of entries, keeping the latest; 0 for all
     */
    public Timeline timeline(String cluster, Instant from, Instant to, int limit) {
        var writer = new TimelineProjection(from, limit);
        read(spans(cluster, CausalOrder.TOPICS), cluster::equals, to, writer::accept);
        return writer.finish();
    }

    /** The snapshot of a cluster at a point in time. */
    public ClusterSnapshot picture(String cluster, Instant at) {
        var picture = new ClusterSnapshot(cluster);
        read(spans(cluster, CausalOrder.TOPICS), cluster::equals, at, picture::accept);
        return picture;
    }

    /** The snapshot of the fleet at a point in time: registrations and statuses. */
    public FleetSnapshot fleet(Instant at) {
        var picture = new FleetSnapshot();
        var topics = List.of(Topics.CLUSTERS, Topics.STATUS);
        read(log.spans(topics), _ -> true, at, picture::accept);
        return picture;
    }

    /**
     * The latest record of a cluster in each topic up to a point in time, unchanged. Records that
     * cannot be decoded are skipped; the snapshot counts them.
     */
    public Map<String, SpecificRecord> latest(String cluster, List<String> topics, Instant at) {
        var found = new HashMap<String, SpecificRecord>();
        for (var span : spans(cluster, topics)) {
            try (var cursor = log.open(until(span, at))) {
                while (cursor.hasNext()) {
                    var record = cursor.next();
                    if (cluster.equals(record.key()) && !record.time().isAfter(at)) {
                        take(record, found);
                    }
                }
            }
        }
        return found;
    }

    private void take(EventLogRecord record, Map<String, SpecificRecord> found) {
        if (record.value() == null) {
            found.remove(record.topic());
        } else {
            reader.event(record).ifPresent(event -> found.put(record.topic(), event));
        }
    }

    private void read(
            List<OffsetRange> spans,
            Predicate<String> wanted,
            Instant to,
            Consumer<FactEntry> taker) {
        var cut = spans.stream().map(span -> until(span, to)).toList();
        meter.starting(cut.stream().mapToLong(OffsetRange::length).sum());
        try (var entries = MergedLogReader.open(log, cut, reader, wanted, meter::read)) {
            for (var entry = entries.next(); entry != null; entry = entries.next()) {
                if (!entry.time().isAfter(to)) {
                    taker.accept(entry);
                }
            }
        } finally {
            meter.finished();
        }
    }

    private OffsetRange until(OffsetRange span, Instant to) {
        if (to.equals(Instant.MAX) || span.isEmpty()) {
            return span;
        }
        var end = log.offsetAt(span, to.plus(CLOCKS));
        return new OffsetRange(
                span.topic(), span.partition(), span.from(), Math.max(end, span.from()));
    }

    private List<OffsetRange> spans(String cluster, List<String> topics) {
        int partition = log.partitionOf(cluster);
        var spans = new ArrayList<>(log.spans(topics));
        spans.removeIf(span -> span.partition() != partition);
        return spans;
    }

    /** Observes the progress of a read; may abort it with an exception. */
    public interface Meter {

        /** Ignores progress. */
        Meter SILENT = new Meter() {};

        /** A read of this many offsets starts. */
        default void starting(long offsets) {}

        /** This many further records were read. */
        default void read(long records) {}

        /** The read has finished. */
        default void finished() {}
    }
}
