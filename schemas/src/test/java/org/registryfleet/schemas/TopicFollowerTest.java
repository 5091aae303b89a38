package org.registryfleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

class TopicFollowerTest {

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    private final MockConsumer<String, byte[]> log = log();
    private final MockConsumer<String, byte[]> again = log();
    private final Iterator<MockConsumer<String, byte[]>> logs = List.of(log, again).iterator();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final TopicFollower follower =
            new TopicFollower(logs::next, List.of(PARTITION.topic()), Duration.ofMillis(1));

    @AfterEach
    void stop() {
        follower.close();
    }

    @Test
    void passesOverARecordThatItsListenerFailsOn() {
        log.schedulePollTask(
                () -> {
                    append("broken", 0);
                    append("whole", 1);
                });

        follower.start("follower", this::take);

        await().until(follower::hasCaughtUp);
        assertThat(heard).containsExactly("whole");
        assertThat(follower.isDead()).isFalse();
    }

    @Test
    void goesOnWhereItWasAfterTheLogCouldNotBeRead() {
        log.schedulePollTask(() -> append("first", 0));
        again.schedulePollTask(() -> again.addRecord(record("second", 1)));
        log.schedulePollTask(() -> log.setPollException(new KafkaException("not authorized")));

        follower.start("follower", this::take);

        await().untilAsserted(() -> assertThat(heard).containsExactly("first", "second"));
        assertThat(follower.hasCaughtUp()).isTrue();
        assertThat(follower.isDead()).isFalse();
        assertThat(log.closed()).isTrue();
    }

    @Test
    void endsWhenTheTopicHoldsLessThanWasReadOfIt() {
        again.updateEndOffsets(Map.of(PARTITION, 0L));
        log.schedulePollTask(() -> append("first", 0));
        log.schedulePollTask(() -> log.setPollException(new KafkaException("unknown topic")));

        follower.start("follower", this::take);

        await().until(follower::isDead);
    }

    private static MockConsumer<String, byte[]> log() {
        var log = new MockConsumer<String, byte[]>("earliest");
        log.updatePartitions(
                PARTITION.topic(),
                List.of(new PartitionInfo(PARTITION.topic(), 0, null, null, null)));
        log.updateBeginningOffsets(Map.of(PARTITION, 0L));
        log.updateEndOffsets(Map.of(PARTITION, 2L));
        return log;
    }

    private static ConsumerRecord<String, byte[]> record(String key, long offset) {
        return new ConsumerRecord<>(PARTITION.topic(), 0, offset, key, new byte[0]);
    }

    private void append(String key, long offset) {
        log.addRecord(record(key, offset));
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.key().equals("broken")) {
            throw new IllegalStateException("a listener's fault");
        }
        heard.add(record.key());
    }
}
