package org.registryfleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

/** Reading and following with a real broker. */
class TopicFollowerIT {

    private static EmbeddedKafkaBroker broker;
    private static KafkaAccess kafka;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private String topic;

    @BeforeAll
    static void startKafka() {
        broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.afterPropertiesSet();
        kafka = KafkaAccess.of(broker.getBrokersAsString());
    }

    @AfterAll
    static void stopKafka() {
        broker.destroy();
    }

    @BeforeEach
    void createTopic(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        try (var admin = kafka.admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
    }

    @Test
    void readsToTheEndAndGoesOnFromThere() throws Exception {
        try (var follower = new TopicFollower(kafka, List.of(topic))) {
            write(0, "a");
            write(1, "b");
            assertThat(follower.readToEnd(this::take))
                    .isEqualTo(Map.of(partition(0), 1L, partition(1), 1L));
            assertThat(heard).containsExactlyInAnyOrder("a", "b");

            write(1, "c");
            follower.readToEnd(this::take);

            assertThat(heard).hasSize(3).endsWith("c");
        }
    }

    @Test
    void beginsAtTheEndOfTheTopic() throws Exception {
        write(0, "before");
        try (var follower = new TopicFollower(kafka, List.of(topic)).seekToEnd()) {
            write(0, "after");

            follower.start("tail", this::take);

            await().untilAsserted(() -> assertThat(heard).containsExactly("after"));
        }
    }

    @Test
    void beginsAtGivenOffsets() throws Exception {
        write(0, "a");
        write(0, "b");
        write(1, "elsewhere");
        try (var follower = new TopicFollower(kafka::consumer)) {
            follower.seek(Map.of(partition(0), 1L));

            follower.readToEnd(this::take);

            assertThat(heard).containsExactly("b");
            assertThat(follower.position(partition(0))).isEqualTo(2);
        }
    }

    @Test
    void keepsThePositionOfAPartitionThatStaysAssigned() throws Exception {
        write(0, "a");
        write(1, "b");
        try (var follower = new TopicFollower(kafka::consumer)) {
            follower.assign(List.of(partition(0)));
            follower.readToEnd(this::take);

            follower.assign(List.of(partition(0), partition(1)));
            follower.readToEnd(this::take);

            assertThat(heard).containsExactly("a", "b");
        }
    }

    @Test
    void goesOnAtTheEarliestRecordIfRetentionDeletedWhatWasNotRead() throws Exception {
        write(0, "deleted");
        write(0, "kept");
        try (var admin = kafka.admin()) {
            admin.deleteRecords(Map.of(partition(0), RecordsToDelete.beforeOffset(1))).all().get();
        }
        try (var follower = new TopicFollower(kafka::consumer)) {
            follower.seek(Map.of(partition(0), 0L));

            follower.readToEnd(this::take);

            assertThat(heard).containsExactly("kept");
        }
    }

    @Test
    void followsOnAThreadOfItsOwnUntilItIsClosed() throws Exception {
        write(0, "a");
        var follower = new TopicFollower(kafka, List.of(topic));

        follower.start("follower", this::take);

        await().until(follower::hasCaughtUp);
        write(0, "b");
        await().untilAsserted(() -> assertThat(heard).containsExactly("a", "b"));
        follower.close();
        assertThat(follower.isDead()).isFalse();
    }

    @Test
    void namesATopicThatDoesNotExist() {
        try (var follower = new TopicFollower(kafka, List.of("none"))) {
            assertThatThrownBy(() -> follower.readToEnd(this::take))
                    .isInstanceOf(UnknownTopicOrPartitionException.class)
                    .hasMessageContaining("the topic none does not exist");
        }
    }

    @Test
    void endsABlockedReadWhenItIsWokenUp() {
        try (var follower = new TopicFollower(kafka, List.of(topic))) {
            var reading =
                    CompletableFuture.runAsync(
                            () -> follower.poll(Duration.ofMinutes(10), this::take));

            follower.wakeup();

            assertThatThrownBy(reading::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(WakeupException.class);
            assertThatThrownBy(() -> follower.readToEnd(this::take))
                    .isInstanceOf(WakeupException.class);
        }
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(topic, number);
    }

    private void write(int partition, String value) throws Exception {
        try (var producer = kafka.producer(Map.of())) {
            producer.send(new ProducerRecord<>(topic, partition, null, value.getBytes())).get();
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        heard.add(new String(record.value()));
    }
}
