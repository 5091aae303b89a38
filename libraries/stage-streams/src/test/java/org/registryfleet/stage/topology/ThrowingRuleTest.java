package org.registryfleet.stage.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.schemas.Topics;

import java.time.Duration;

/** A rule throws about one cluster: its facts stay, it is told of, and all others go on. */
class ThrowingRuleTest {

    private static final String LETTERS = Topics.deadLetter(Topics.STORAGE);

    private final StageTask task = new StageTask();

    @BeforeEach
    void begin() {
        for (var cluster : new String[] {"bad", "good"}) {
            int offset = cluster.equals("bad") ? 0 : 1;
            task.register(offset, cluster);
            task.synced(offset, cluster);
        }
        task.forgetSent();
    }

    @Test
    void aTimerThatThrowsEndsNothing() {
        task.seen(2, "bad", "delayed-poison");
        task.forgetSent();

        task.pass(Duration.ofSeconds(30));

        assertThat(task.sent(Topics.STORAGE_ACTIONS, "good")).hasSize(1);
        assertThat(task.sent(LETTERS, "bad"))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(StageTask.header(letter, "error_kind"))
                                    .isEqualTo("RuleFailed");
                            assertThat(StageTask.header(letter, "error_stage"))
                                    .isEqualTo("storage");
                            assertThat(StageTask.header(letter, "error_cluster")).isEqualTo("bad");
                            assertThat(StageTask.header(letter, "error"))
                                    .contains("no rule for this");
                        });
    }

    @Test
    void itIsTriedAgainAfterGrowingPauses() {
        task.seen(2, "bad", "poison");
        for (int i = 0; i < 12_000; i++) {
            task.pass(Duration.ofMillis(50));
        }

        var attempts =
                task.sent(LETTERS, "bad").stream()
                        .map(letter -> StageTask.header(letter, "error_attempts"))
                        .toList();
        assertThat(attempts).startsWith("1", "2", "4", "8").hasSizeLessThan(6);
    }

    @Test
    void whatWasSeenMeanwhileIsKeptAndTheRecoveryIsTold() {
        task.seen(2, "bad", "poison");
        task.seen(3, "bad", "other");
        task.forgetSent();

        task.gone(4, "bad", "poison");

        assertThat(task.sent(Topics.STORAGE, "bad")).hasSize(1);
        assertThat(task.sent(LETTERS, "bad"))
                .singleElement()
                .satisfies(
                        letter ->
                                assertThat(StageTask.header(letter, "error_kind"))
                                        .isEqualTo("RuleRecovered"));
    }

    @Test
    void aRestartGoesOnWithTheSameRow() {
        task.seen(2, "bad", "poison");

        task.revive();
        task.pass(Duration.ofSeconds(1));

        assertThat(task.sent(LETTERS, "bad"))
                .singleElement()
                .satisfies(
                        letter ->
                                assertThat(StageTask.header(letter, "error_attempts"))
                                        .isEqualTo("2"));
    }
}
