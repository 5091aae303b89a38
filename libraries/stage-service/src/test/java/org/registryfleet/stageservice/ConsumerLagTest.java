package org.registryfleet.stageservice;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

class ConsumerLagTest {

    private static final TopicPartition PARTITION = new TopicPartition("fleet.observations.v1", 0);
    private static final TopicPartition OTHER = new TopicPartition("fleet.observations.v1", 1);

    private final ConsumerLag backlog = new ConsumerLag();
    private Instant now = Instant.parse("2026-11-21T04:00:00Z");

    @Test
    void isNothingWhereEverythingIsProcessed() {
        update(Map.of(PARTITION, 7L, OTHER, 0L), Map.of(PARTITION, 7L));

        assertThat(backlog.events()).isZero();
        assertThat(backlog.oldest()).isZero();
    }

    @Test
    void agesWhileAnEventWaits() {
        update(Map.of(PARTITION, 8L), Map.of(PARTITION, 7L));
        update(Map.of(PARTITION, 9L), Map.of(PARTITION, 7L));
        update(Map.of(PARTITION, 9L), Map.of(PARTITION, 7L));

        assertThat(backlog.events()).isEqualTo(2);
        assertThat(backlog.oldest()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void takesTheAgeOfWhatStillWaits() {
        update(Map.of(PARTITION, 8L), Map.of(PARTITION, 7L));
        update(Map.of(PARTITION, 20L), Map.of(PARTITION, 7L));
        update(Map.of(PARTITION, 21L), Map.of(PARTITION, 8L));

        assertThat(backlog.oldest()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void staysYoungInSteadyTraffic() {
        for (long offset = 100; offset < 2_000; offset += 100) {
            update(Map.of(PARTITION, offset + 3), Map.of(PARTITION, offset));

            assertThat(backlog.oldest()).isZero();
        }
    }

    @Test
    void countsWhatNobodyHasBegun() {
        update(Map.of(PARTITION, 4L, OTHER, 6L), Map.of());

        assertThat(backlog.events()).isEqualTo(10);
    }

    @Test
    void isAsOldAsItsOldestPartition() {
        update(Map.of(PARTITION, 1L), Map.of());
        update(Map.of(PARTITION, 1L, OTHER, 1L), Map.of());

        assertThat(backlog.oldest()).isEqualTo(Duration.ofSeconds(5));
    }

    private void update(Map<TopicPartition, Long> ending, Map<TopicPartition, Long> finished) {
        backlog.update(now, ending, finished);
        now = now.plusSeconds(5);
    }
}
