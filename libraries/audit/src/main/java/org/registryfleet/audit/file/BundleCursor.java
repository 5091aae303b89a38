package org.registryfleet.audit.file;

import org.jspecify.annotations.Nullable;
import org.registryfleet.audit.evidence.RecordBytes;
import org.registryfleet.audit.evidence.RecordHasher;
import org.registryfleet.audit.evidence.TopicPartitionId;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.log.LogCursor;
import org.registryfleet.audit.log.LogException;
import org.registryfleet.audit.log.OffsetRange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;

/**
 * Reads one partition from a bundle, and stops at the first record that differs from the hash list.
 */
final class BundleCursor implements LogCursor {

    /** A cursor over a partition without records. */
    static final LogCursor EMPTY =
            new LogCursor() {
                @Override
                public boolean hasNext() {
                    return false;
                }

                @Override
                public EventLogRecord next() {
                    throw new NoSuchElementException();
                }

                @Override
                public void close() {}
            };

    private final OffsetRange span;
    private final TopicPartitionId topicPartition;
    private final FrameReader reader;
    private final HashListReader listed;
    private final RecordHasher hashing = new RecordHasher();
    private @Nullable EventLogRecord next;
    private boolean isOver;

    BundleCursor(OffsetRange span, FrameReader reader, HashListReader listed) {
        this.span = span;
        this.topicPartition = new TopicPartitionId(span.topic(), span.partition());
        this.reader = reader;
        this.listed = listed;
    }

    @Override
    public boolean hasNext() {
        while (next == null && !isOver) {
            advance();
        }
        return next != null;
    }

    @Override
    public EventLogRecord next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        var record = next;
        next = null;
        return record;
    }

    private void advance() {
        var content = content();
        if (content == null) {
            isOver = true;
            return;
        }
        long offset = RecordBytes.offset(content);
        if (offset >= span.to()) {
            isOver = true;
        } else if (offset >= span.from()) {
            next = RecordBytes.read(topicPartition, content).orElseThrow(() -> altered(offset));
        }
    }

    private byte @Nullable [] content() {
        try {
            var piece = reader.next();
            if (piece == null) {
                if (listed.hasNext()) {
                    throw altered(listed.next().offset());
                }
                return null;
            }
            if (!listed.hasNext()) {
                throw new LogException(
                        "%s has more records in the bundle than were exported: verify it"
                                .formatted(topicPartition));
            }
            var expected = listed.next();
            var content = piece.content();
            if (content == null || !hashing.leaf(content).equals(expected.leaf())) {
                throw altered(expected.offset());
            }
            return content;
        } catch (IOException unreadable) {
            throw new LogException(
                    "%s cannot be read on from the bundle".formatted(topicPartition), unreadable);
        }
    }

    private LogException altered(long offset) {
        return new LogException(
                "%s is altered in the bundle at offset %d: verify it"
                        .formatted(topicPartition, offset));
    }

    @Override
    public void close() {
        try (reader;
                listed) {
            isOver = true;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
