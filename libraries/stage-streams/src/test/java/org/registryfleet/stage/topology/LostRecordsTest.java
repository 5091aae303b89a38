package org.registryfleet.stage.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.events.PlatformDetected;
import org.registryfleet.events.SilentStep;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.store.StoreKeys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A crash keeps any of the writes to the store and of the records that were sent. The log tells of
 * what may be missing, so that a replay can follow.
 */
class LostRecordsTest {

    private static final Events EVENTS = Events.singleObject();
    private static final String RESULTS = StoreKeys.of("r", "c1");

    private final StageTask task = new StageTask();

    @BeforeEach
    void begin() {
        task.register(0, "c1");
        task.synced(0, "c1");
    }

    @Test
    void theNextDecisionTellsOfAStepWhoseRecordsMayBeLost() {
        task.revive();

        task.seen(1, "c1", "a");

        assertThat(last().getDecision().getStep()).isEqualTo(2);
        assertThat(silent())
                .singleElement()
                .satisfies(
                        step -> {
                            assertThat(step.getPublished()).isTrue();
                            assertThat(step.getTrigger().getOffset()).isZero();
                            assertThat(step.getBasis()).hasSize(2);
                        });
    }

    @Test
    void whatHasLongBeenCommittedIsNotToldAgain() {
        task.pass(Duration.ofSeconds(11));
        task.seen(1, "c1", "a");
        task.revive();

        task.seen(2, "c1", "b");

        assertThat(silent())
                .singleElement()
                .satisfies(step -> assertThat(step.getTrigger().getOffset()).isOne());
    }

    @Test
    void aResultThatWasLostIsToldToTheReplay() {
        var before = task.store().get(RESULTS);
        task.seen(1, "c1", "a");
        task.store().put(RESULTS, before);
        task.revive();

        task.seen(2, "c1", "b");

        assertThat(silent()).extracting(SilentStep::getResult).containsExactly(null, null, 1L);
        assertThat(last().getPlatform()).isEqualTo("size 2");
    }

    @Test
    void aResultOfWhichTheStepWasLostIsForgotten() {
        var before = entries();
        task.seen(1, "c1", "a");
        before.stream()
                .filter(entry -> !entry.key.equals(RESULTS))
                .forEach(entry -> task.store().put(entry.key, entry.value));
        task.store().delete(StoreKeys.of(StoreKeys.OBJECTS, "c1") + "ConfigMap\0v1\0ns\0a");
        task.revive();
        for (int offset = 1; offset < 4; offset++) {
            task.gone(offset, "c1", "other");
        }
        task.revive();

        task.gone(3, "c1", "other");

        assertThat(last().getPlatform()).isEqualTo("size 0");
    }

    private List<KeyValue<String, byte[]>> entries() {
        var entries = new ArrayList<KeyValue<String, byte[]>>();
        try (var all = task.store().all()) {
            all.forEachRemaining(entries::add);
        }
        return entries;
    }

    private List<SilentStep> silent() {
        return last().getDecision().getSilentSteps();
    }

    private PlatformDetected last() {
        var record = task.sent(Topics.STORAGE, "c1").getLast();
        return EVENTS.decode(record.value().value().get(), PlatformDetected.class);
    }
}
