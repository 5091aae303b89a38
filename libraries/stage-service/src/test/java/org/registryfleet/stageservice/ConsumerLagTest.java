package org.registryfleet.stageservice;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

class ConsumerLagTest {

    private static final TopicPartition LANE = new TopicPartition("fleet.observations.v1", 0);
    private static final TopicPartition OTHER = new TopicPartition("fleet.observations.v1", 1);

    private final ConsumerLag backlog = new ConsumerLag();
    private Instant now = Instant.parse("2026-11-21T04:00:00Z");

    @Test
    void isNothingWhereEverythingIsProcessed() {
        look(Map.of(LANE, 7L, OTHER, 0L), Map.of(LANE, 7L));

        assertThat(backlog.events()).isZero();
        assertThat(backlog.oldest()).isZero();
    }

    @Test
    void agesWhileAnEventWaits() {
        look(Map.of(LANE, 8L), Map.of(LANE, 7L));
        look(Map.of(LANE, 9L), Map.of(LANE, 7L));
        look(Map.of(LANE, 9L), Map.of(LANE, 7L));

        assertThat(backlog.events()).isEqualTo(2);
        assertThat(backlog.oldest()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void takesTheAgeOfWhatStillWaits() {
        look(Map.of(LANE, 8L), Map.of(LANE, 7L));
        look(Map.of(LANE, 20L), Map.of(LANE, 7L));
        look(Map.of(LANE, 21L), Map.of(LANE, 8L));

        assertThat(backlog.oldest()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void staysYoungInSteadyTraffic() {
        for (long offset = 100; offset < 2_000; offset += 100) {
            look(Map.of(LANE, offset + 3), Map.of(LANE, offset));

            assertThat(backlog.oldest()).isZero();
        }
    }

    @Test
    void countsWhatNobodyHasBegun() {
        look(Map.of(LANE, 4L, OTHER, 6L), Map.of());

        assertThat(backlog.events()).isEqualTo(10);
    }

    @Test
    void isAsOldAsItsOldestPartition() {
        look(Map.of(LANE, 1L), Map.of());
        look(Map.of(LANE, 1L, OTHER, 1L), Map.of());

        assertThat(backlog.oldest()).isEqualTo(Duration.ofSeconds(5));
    }

    private void look(Map<TopicPartition, Long> ending, Map<TopicPartition, Long> finished) {
        backlog.look(now, ending, finished);
        now = now.plusSeconds(5);
    }
}
