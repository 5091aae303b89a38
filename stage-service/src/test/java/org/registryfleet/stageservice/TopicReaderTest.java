package org.registryfleet.stageservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

class TopicReaderTest {

    private static final TopicPartition LANE = new TopicPartition("t", 0);

    private final MockConsumer<String, byte[]> log = new MockConsumer<>("earliest");
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final TopicReader reader =
            new TopicReader("reader", () -> log, List.of(LANE.topic()), this::take);

    @BeforeEach
    void fill() {
        log.updatePartitions(
                LANE.topic(), List.of(new PartitionInfo(LANE.topic(), 0, null, null, null)));
        log.updateBeginningOffsets(Map.of(LANE, 0L));
        log.updateEndOffsets(Map.of(LANE, 2L));
    }

    @AfterEach
    void stop() {
        reader.stop();
    }

    @Test
    void passesOverARecordThatItsListenerFailsOn() {
        log.schedulePollTask(
                () -> {
                    append("broken", 0);
                    append("whole", 1);
                });

        reader.start();

        await().until(reader::hasCaughtUp);
        assertThat(heard).containsExactly("whole");
        assertThat(reader.isRunning()).isTrue();
    }

    @Test
    void isNotRunningAnyMoreOnceTheLogCannotBeRead() {
        log.schedulePollTask(() -> log.setPollException(new KafkaException("not authorized")));

        reader.start();

        await().until(() -> !reader.isRunning());
        assertThat(log.closed()).isTrue();
    }

    private void append(String key, long offset) {
        log.addRecord(new ConsumerRecord<>(LANE.topic(), 0, offset, key, new byte[0]));
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.key().equals("broken")) {
            throw new IllegalStateException("a listener's fault");
        }
        heard.add(record.key());
    }
}
