package org.registryfleet.stage.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.store.ClusterStateStore;
import org.registryfleet.stage.store.StoreKeys;

/** The send of a record fails after it was handed over; a later record of another cluster hears. */
class FailedSendTest {

    private final StageTask task = new StageTask();

    @BeforeEach
    void begin() {
        task.register(0, "c1");
        task.register(1, "c2");
    }

    @Test
    void kafkaStreamsHearsOfItAndNobodyIsBlamed() {
        task.synced(0, "c1");
        task.forgetSent();
        task.failSends();

        assertThatThrownBy(() -> task.synced(1, "c2")).isInstanceOf(StreamsException.class);

        assertThat(task.sent(Topics.deadLetter(Topics.OBSERVATIONS), "c2")).isEmpty();
    }

    @Test
    void whatWasLostIsSentWhenTheTaskIsRevivedAndTheRecordsComeAgain() {
        task.synced(0, "c1");
        task.failSends();
        assertThatThrownBy(() -> task.synced(1, "c2")).isInstanceOf(StreamsException.class);

        task.revive();
        task.synced(0, "c1");
        task.synced(1, "c2");

        for (var cluster : new String[] {"c1", "c2"}) {
            assertThat(task.sent(Topics.STORAGE, cluster)).hasSize(1);
            assertThat(task.sent(Topics.STORAGE_ACTIONS, cluster)).hasSize(1);
        }
    }

    @Test
    void anObjectWhoseEntryWasLostIsPutBackWhenItsRecordComesAgain() {
        task.synced(0, "c1");
        task.seen(1, "c1", "a");
        task.seen(2, "c1", "b");
        task.store().delete(StoreKeys.of(StoreKeys.OBJECTS, "c1") + "ConfigMap\0v1\0ns\0a");

        task.revive();
        task.seen(1, "c1", "a");
        task.seen(2, "c1", "b");

        assertThat(objects("c1")).isEqualTo(2);
    }

    @Test
    void whatWasDeletedAfterwardsStaysDeleted() {
        task.synced(0, "c1");
        task.seen(1, "c1", "a");
        task.gone(2, "c1", "a");
        task.seen(3, "c1", "b");

        task.revive();
        task.seen(1, "c1", "a");
        task.gone(2, "c1", "a");
        task.seen(3, "c1", "b");

        assertThat(objects("c1")).isEqualTo(1);
    }

    @Test
    void aDeletionThatWasLostIsMadeUpFor() {
        task.synced(0, "c1");
        task.seen(1, "c1", "a");
        var key = StoreKeys.of(StoreKeys.OBJECTS, "c1") + "ConfigMap\0v1\0ns\0a";
        var before = task.store().get(key);
        task.gone(2, "c1", "a");
        task.seen(3, "c1", "b");
        task.store().put(key, before);

        task.revive();
        task.gone(2, "c1", "a");
        task.seen(3, "c1", "b");

        assertThat(objects("c1")).isEqualTo(1);
    }

    private int objects(String cluster) {
        return new ClusterStateStore<>(
                        task.store(),
                        SmallStage.DEFINITION,
                        org.registryfleet.schemas.Events.singleObject())
                .load(cluster)
                .fold()
                .view()
                .objects()
                .size();
    }
}
