package org.registryfleet.localfleet.fault;

import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.registryfleet.schemas.KafkaAccess;
import org.registryfleet.schemas.TopicFollower;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Reads topics from their beginning to their present end, byte for byte. */
public final class LogScan {

    private LogScan() {}

    /** Every record of every topic of the broker, Kafka's own and changelogs included. */
    public static List<ConsumerRecord<String, byte[]>> everything(String bootstrapServers) {
        try (var admin = KafkaAccess.of(bootstrapServers).admin()) {
            var all = new ListTopicsOptions().listInternal(true);
            return read(bootstrapServers, admin.listTopics(all).names().get());
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<ConsumerRecord<String, byte[]>> topic(
            String bootstrapServers, String topic) {
        return read(bootstrapServers, Set.of(topic));
    }

    static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8));
    }

    private static List<ConsumerRecord<String, byte[]>> read(
            String bootstrapServers, Set<String> topics) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var follower = new TopicFollower(KafkaAccess.of(bootstrapServers), topics)) {
            follower.readToEnd(records::add);
        }
        return records;
    }
}
