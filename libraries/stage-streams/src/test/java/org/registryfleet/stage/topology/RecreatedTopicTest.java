package org.registryfleet.stage.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.schemas.Topics;

import java.time.Duration;

/** A topic was created anew or mirrored: its offsets begin at 0 again. */
class RecreatedTopicTest {

    private final StageTask task = new StageTask();

    @BeforeEach
    void begin() {
        task.register(0, "c1");
        task.synced(100, "c1");
        task.forgetSent();
    }

    @Test
    void itsRecordsAreTakenInAndItIsTold() {
        task.pass(Duration.ofSeconds(1));

        task.seen(0, "c1", "a");
        task.seen(1, "c1", "b");

        assertThat(task.sent(Topics.STORAGE, "c1")).hasSize(2);
        assertThat(task.restarted()).containsExactly(Topics.OBSERVATIONS);
    }

    @Test
    void theSameAfterARestart() {
        task.pass(Duration.ofSeconds(1));
        task.revive();

        task.seen(0, "c1", "a");

        assertThat(task.sent(Topics.STORAGE, "c1")).hasSize(1);
        assertThat(task.restarted()).containsExactly(Topics.OBSERVATIONS);
    }

    @Test
    void recordsThatComeAgainAfterACrashAreNone() {
        task.revive();

        task.synced(100, "c1");

        assertThat(task.restarted()).isEmpty();
    }
}
