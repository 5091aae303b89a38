package org.registryfleet.localfleet.faultrun;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * A producer of Kafka Streams whose sends can be late, be lost, be written and yet fail, or be cut
 * off with the whole process. As with the real one, a failure is told some sends later or at the
 * flush, and Kafka Streams throws it from the next send, whatever record that is about.
 */
final class UncertainProducer extends MockProducer<byte[], byte[]> {

    /** The process has ended in the middle of a step. */
    static final class PowerCut extends Error {
        private static final long serialVersionUID = 1;

        PowerCut() {
            super("power cut", null, false, false);
        }
    }

    private static final List<Supplier<RuntimeException>> FAILURES =
            List.of(
                    () -> new TimeoutException("Expiring 1 record(s): 120000 ms has passed"),
                    () -> new NotEnoughReplicasException("fewer in-sync replicas than required"),
                    () -> new TopicAuthorizationException("not authorized"));

    private final MemoryLog log;
    private final Mishaps mishaps;
    private final Map<String, Deque<Runnable>> late = new TreeMap<>();
    private final Deque<Runnable> untold = new ArrayDeque<>();
    private final List<String> injected = new ArrayList<>();
    private int outage;
    private boolean committing;
    private boolean ended;
    private boolean lostWrites;

    UncertainProducer(MemoryLog log, Mishaps mishaps) {
        this.log = log;
        this.mishaps = mishaps;
    }

    /** What went wrong, a line each. */
    List<String> injected() {
        return injected;
    }

    /** Whether a write to a changelog was lost. */
    boolean hasLostWrites() {
        return lostWrites;
    }

    @Override
    public synchronized Future<RecordMetadata> send(
            ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
        if (ended) {
            throw new PowerCut();
        }
        if (mishaps.happens(500)) {
            tell();
        }
        if (mishaps.strikes(FaultKind.KILLS, 2)) {
            injected.add("power cut before a send to " + record.topic());
            end();
            throw new PowerCut();
        }
        if (mishaps.strikes(FaultKind.FAILED_SENDS, 2)) {
            injected.add("no metadata for a send to " + record.topic());
            throw new TimeoutException("Topic " + record.topic() + " not present in metadata");
        }
        var answer = new CompletableFuture<RecordMetadata>();
        var told = callback == null ? (Callback) (_, _) -> {} : callback;
        if (RecordLimits.OF_A_SERVICE.isTooLarge(record)) {
            injected.add("too large for " + record.topic());
            untold.add(() -> told.onCompletion(null, new RecordTooLargeException("too large")));
        } else if (outage > 0 || mishaps.strikes(FaultKind.FAILED_SENDS, 4)) {
            outage = outage > 0 ? outage - 1 : mishaps.below(4);
            fail(record, told);
        } else if (mishaps.strikes(FaultKind.LATE_SENDS, 60)) {
            late.computeIfAbsent(record.topic(), _ -> new ArrayDeque<>())
                    .add(() -> write(record, told));
        } else {
            inOrder(record, told);
        }
        return answer;
    }

    /** Only for a commit of the process; the driver flushes after every record. */
    @Override
    public synchronized void flush() {
        if (committing) {
            late.values().forEach(UncertainProducer::runAll);
            late.clear();
            tell();
        }
    }

    void committing(boolean now) {
        committing = now;
    }

    /** What is on the way arrives in part; of each topic a beginning of it. */
    void end() {
        for (var sends : late.values()) {
            for (int i = mishaps.below(sends.size() + 1); i > 0; i--) {
                sends.remove().run();
            }
        }
        late.clear();
        ended = true;
    }

    private void fail(ProducerRecord<byte[], byte[]> record, Callback callback) {
        boolean isWritten = mishaps.below(3) == 0;
        var failure = mishaps.one(FAILURES).get();
        injected.add(
                "a send to %s %s: %s"
                        .formatted(
                                record.topic(),
                                isWritten ? "is written and yet fails" : "is lost",
                                failure));
        if (isWritten) {
            inOrder(record, (_, _) -> {});
        } else {
            lostWrites |= record.topic().endsWith("-changelog");
        }
        untold.add(() -> callback.onCompletion(null, failure));
    }

    private void inOrder(ProducerRecord<byte[], byte[]> record, Callback callback) {
        var before = late.get(record.topic());
        if (before == null) {
            write(record, callback);
        } else {
            before.add(() -> write(record, callback));
        }
    }

    private void write(ProducerRecord<byte[], byte[]> record, Callback callback) {
        var key = new String(record.key(), StandardCharsets.UTF_8);
        var at = record.timestamp();
        log.append(
                record.topic(),
                new MemoryLog.Line(
                        key, record.value(), at == null ? 0 : at, record.headers().toArray()));
        long offset = log.end(record.topic()) - 1L;
        var place = new TopicPartition(record.topic(), 0);
        callback.onCompletion(
                new RecordMetadata(place, offset, 0, at == null ? 0 : at, 0, 0), null);
    }

    private void tell() {
        runAll(untold);
    }

    private static void runAll(Deque<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
