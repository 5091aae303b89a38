package org.registryfleet.regfleet.audit;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.registryfleet.audit.kafka.KafkaLog;
import org.registryfleet.audit.log.EventLogRecord;
import org.registryfleet.audit.wire.CausalOrder;
import org.registryfleet.localfleet.kafka.LocalKafka;
import org.registryfleet.localfleet.pipeline.Workspace;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.Topics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;

/** A real Kafka that holds the recorded fleet, at the same offsets and times. */
final class PlayedBack implements AutoCloseable {

    private static final int PARTITIONS = 12;
    private static final Map<String, String> ANY_TIME =
            Map.of(
                    "retention.ms",
                    "-1",
                    "message.timestamp.after.max.ms",
                    String.valueOf(Long.MAX_VALUE));

    private final Workspace workspace = Workspace.temporary();
    private final LocalKafka kafka = LocalKafka.start(workspace.folder("kafka"));

    /**
     * @param change what becomes of each record on its way; offsets stay
     */
    PlayedBack(UnaryOperator<EventLogRecord> change) {
        try (var admin = KafkaAccess.of(bootstrapServers()).admin()) {
            var topics =
                    CausalOrder.TOPICS.stream()
                            .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                            .map(topic -> topic.configs(ANY_TIME))
                            .toList();
            admin.createTopics(topics).all().get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
        append(Recording.records().stream().map(change).toList());
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Writes records behind the others of their partition. */
    void append(List<EventLogRecord> records) {
        // a topic that was just made may refuse its first batches: sent again, in order
        var settings =
                Map.of("enable.idempotence", false, "max.in.flight.requests.per.connection", 1);
        try (var producer = KafkaAccess.of(bootstrapServers()).producer(settings)) {
            var sent = new ArrayList<java.util.concurrent.Future<?>>();
            records.forEach(record -> sent.add(producer.send(produced(record))));
            for (var one : sent) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The retention of all topics but the compacted ones ends at this time. */
    void forgetBefore(Instant time) {
        var offsets = new HashMap<TopicPartition, RecordsToDelete>();
        try (var log = new KafkaLog(KafkaAccess.of(bootstrapServers()));
                var admin = KafkaAccess.of(bootstrapServers()).admin()) {
            for (var span : log.spans(List.of(Topics.OBSERVATIONS, Topics.STORAGE_ACTIONS))) {
                offsets.put(
                        new TopicPartition(span.topic(), span.partition()),
                        RecordsToDelete.beforeOffset(log.offsetAt(span, time)));
            }
            admin.deleteRecords(offsets).all().get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        kafka.close();
        workspace.close();
    }

    private static ProducerRecord<String, byte[]> produced(EventLogRecord record) {
        var produced =
                new ProducerRecord<>(
                        record.topic(),
                        record.partition(),
                        record.time().toEpochMilli(),
                        record.key(),
                        record.value());
        record.headers()
                .forEach(h -> produced.headers().add(new RecordHeader(h.name(), h.value())));
        return produced;
    }
}
