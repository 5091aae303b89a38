package org.registryfleet.audit.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.log.LogCursor;
import org.registryfleet.audit.log.LogException;
import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.schemas.TopicFollower;

import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Consumer;

/** Reads one partition from a broker, one fetch at a time. */
final class KafkaCursor implements LogCursor {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int POLLS_WITHOUT_PROGRESS = 30;

    private final TopicFollower follower;
    private final TopicPartition place;
    private final OffsetRange span;
    private final Queue<ConsumerRecord<String, byte[]>> fetched = new ArrayDeque<>();
    private final Consumer<TopicFollower> home;
    private long next;

    /**
     * @param home receives the follower when the cursor is closed
     */
    KafkaCursor(TopicFollower follower, OffsetRange span, Consumer<TopicFollower> home) {
        this.follower = follower;
        this.home = home;
        this.span = span;
        this.place = new TopicPartition(span.topic(), span.partition());
        this.next = span.from();
        follower.seek(Map.of(place, span.from()));
    }

    @Override
    public boolean hasNext() {
        for (int polls = 0; fetched.isEmpty() && next < span.to(); polls++) {
            if (polls == POLLS_WITHOUT_PROGRESS) {
                throw new LogException(
                        "%s gives nothing after offset %d though it has records up to %d: check the broker"
                                .formatted(place, next - 1, span.to() - 1));
            }
            fetch();
        }
        return !fetched.isEmpty();
    }

    @Override
    public EventLogRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var record = fetched.remove();
        next = record.offset() + 1;
        return record(record);
    }

    @Override
    public void close() {
        follower.assign(List.of());
        home.accept(follower);
    }

    private void fetch() {
        try {
            follower.poll(POLL, this::take);
            if (fetched.isEmpty()) {
                // the remaining offsets may have been compacted away
                next = follower.position(place);
            }
        } catch (OffsetOutOfRangeException gone) {
            throw new LogException(
                    "%s does not hold offset %d any more: its retention is over; start later"
                            .formatted(place, next),
                    gone);
        } catch (KafkaException broken) {
            throw new LogException(
                    "%s cannot be read on from offset %d (%s)"
                            .formatted(place, next, broken.getMessage()),
                    broken);
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.offset() < span.to()) {
            fetched.add(record);
        }
    }

    private static EventLogRecord record(ConsumerRecord<String, byte[]> record) {
        return new EventLogRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                record.value(),
                new Headers(record.headers().toArray()));
    }

    /** Headers are converted lazily, because most readers need none. */
    private static final class Headers extends AbstractList<EventLogRecord.Header> {

        private final Header[] headers;

        Headers(Header... headers) {
            this.headers = headers;
        }

        @Override
        public EventLogRecord.Header get(int index) {
            return new EventLogRecord.Header(headers[index].key(), headers[index].value());
        }

        @Override
        public int size() {
            return headers.length;
        }
    }
}
