package org.registryfleet.audit.wire;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.fact.FactEntry;
import org.registryfleet.audit.log.EventLog;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.log.LogCursor;
import org.registryfleet.audit.log.OffsetRange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Merges several offset ranges into one sequence of entries, ordered by timestamp and, within a
 * topic, by offset. Buffers one record per range; records of other clusters are never decoded.
 */
public final class MergedLogReader implements AutoCloseable {

    private static final Comparator<RangeReader> ORDER =
            Comparator.comparing(RangeReader::time).thenComparingInt(RangeReader::rank);

    private final List<RangeReader> readers = new ArrayList<>();
    private final PriorityQueue<RangeReader> heads = new PriorityQueue<>(ORDER);
    private final FactReader reader;

    private MergedLogReader(FactReader reader) {
        this.reader = reader;
    }

    /**
     * Opens a cursor for each range.
     *
     * @param wanted filter on the record key; records without a key always match
     * @param progress receives the number of records read since the last call
     */
    public static MergedLogReader open(
            EventLog log,
            List<OffsetRange> spans,
            FactReader reader,
            Predicate<String> wanted,
            LongConsumer progress) {
        var merged = new MergedLogReader(reader);
        try {
            for (var span : spans) {
                if (!span.isEmpty()) {
                    merged.readers.add(new RangeReader(log.open(span), span, wanted, progress));
                }
            }
            for (var topicPartition : merged.readers) {
                merged.queue(topicPartition);
            }
            return merged;
        } catch (RuntimeException broken) {
            merged.close();
            throw broken;
        }
    }

    /** The next entry; null at the end. */
    public @Nullable FactEntry next() {
        var topicPartition = heads.poll();
        if (topicPartition == null) {
            return null;
        }
        var entry = reader.read(topicPartition.head());
        queue(topicPartition);
        return entry;
    }

    @Override
    public void close() {
        readers.forEach(RangeReader::close);
    }

    private void queue(RangeReader topicPartition) {
        if (topicPartition.advance()) {
            heads.add(topicPartition);
        }
    }

    /** A range and its next record. */
    private static final class RangeReader {

        private static final int STEP = 1_000;

        private final LogCursor cursor;
        private final Predicate<String> wanted;
        private final LongConsumer progress;
        private final int rank;
        private @Nullable EventLogRecord head;
        private long untold;

        RangeReader(
                LogCursor cursor,
                OffsetRange span,
                Predicate<String> wanted,
                LongConsumer progress) {
            this.cursor = cursor;
            this.wanted = wanted;
            this.progress = progress;
            this.rank = CausalOrder.rank(span.topic());
        }

        boolean advance() {
            head = null;
            while (head == null && cursor.hasNext()) {
                var record = cursor.next();
                count();
                if (record.key() == null || wanted.test(record.key())) {
                    head = record;
                }
            }
            if (head == null) {
                progress.accept(untold);
                untold = 0;
            }
            return head != null;
        }

        EventLogRecord head() {
            if (head == null) {
                throw new IllegalStateException("the partition has ended");
            }
            return head;
        }

        Instant time() {
            return head().time();
        }

        int rank() {
            return rank;
        }

        void close() {
            cursor.close();
        }

        private void count() {
            untold++;
            if (untold == STEP) {
                progress.accept(untold);
                untold = 0;
            }
        }
    }
}
