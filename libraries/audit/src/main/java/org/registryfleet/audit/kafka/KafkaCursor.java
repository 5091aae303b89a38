package org.registryfleet.audit.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.log.LogCursor;
import org.registryfleet.audit.log.LogException;
import org.registryfleet.audit.log.OffsetRange;

import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Reads one partition from a broker, one fetch at a time. */
final class KafkaCursor implements LogCursor {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int POLLS_WITHOUT_PROGRESS = 30;

    private final Consumer<String, byte[]> consumer;
    private final TopicPartition place;
    private final OffsetRange span;
    private Iterator<ConsumerRecord<String, byte[]>> fetched = Collections.emptyIterator();
    private final java.util.function.Consumer<Consumer<String, byte[]>> home;
    private long next;

    /**
     * @param home receives the consumer when the cursor is closed
     */
    KafkaCursor(
            Consumer<String, byte[]> consumer,
            OffsetRange span,
            java.util.function.Consumer<Consumer<String, byte[]>> home) {
        this.consumer = consumer;
        this.home = home;
        this.span = span;
        this.place = new TopicPartition(span.topic(), span.partition());
        this.next = span.from();
        consumer.assign(List.of(place));
        consumer.seek(place, span.from());
    }

    @Override
    public boolean hasNext() {
        for (int polls = 0; !fetched.hasNext() && next < span.to(); polls++) {
            if (polls == POLLS_WITHOUT_PROGRESS) {
                throw new LogException(
                        "%s gives nothing after offset %d though it has records up to %d: check the broker"
                                .formatted(place, next - 1, span.to() - 1));
            }
            fetch();
        }
        return fetched.hasNext();
    }

    @Override
    public EventLogRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var record = fetched.next();
        next = record.offset() + 1;
        return record(record);
    }

    @Override
    public void close() {
        consumer.unsubscribe();
        home.accept(consumer);
    }

    private void fetch() {
        try {
            var records = consumer.poll(POLL).records(place);
            var wanted = records.stream().filter(record -> record.offset() < span.to()).toList();
            fetched = wanted.iterator();
            if (wanted.isEmpty()) {
                // the remaining offsets may have been compacted away
                next = consumer.position(place);
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
