package org.registryfleet.stage.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.schemas.Topics;

import java.time.Duration;

/** Nothing of a cluster that has left the fleet stays, and one that comes again begins anew. */
class DepartedClusterTest {

    private static final int MANY = 10_000;
    private static final Duration LONG = Duration.ofMinutes(11);

    private final StageTask task = new StageTask();
    private long offset;

    @Test
    void tenThousandThatCameAndWentLeaveNothing() {
        for (int i = 0; i < MANY; i++) {
            live("c" + i);
        }
        for (int i = 0; i < MANY; i++) {
            task.take(Topics.CLUSTERS, offset++, "c" + i, null);
        }
        assertThat(task.stored()).isGreaterThan(MANY);

        task.pass(LONG);

        assertThat(task.stored()).isZero();
        assertThat(task.held()).isZero();
    }

    @Test
    void itsResultIsTakenBack() {
        live("c1");
        task.take(Topics.CLUSTERS, offset++, "c1", null);
        task.forgetSent();

        task.pass(LONG);

        assertThat(task.sent(Topics.STORAGE, "c1"))
                .singleElement()
                .satisfies(tombstone -> assertThat(tombstone.value().value()).isNull());
    }

    @Test
    void aLateRecordDoesNotBringItBack() {
        live("c1");
        task.take(Topics.CLUSTERS, offset++, "c1", null);
        task.pass(LONG);

        task.seen(offset++, "c1", "late");
        assertThat(task.stored()).isPositive();
        task.pass(LONG);

        assertThat(task.stored()).isZero();
        assertThat(task.held()).isZero();
    }

    @Test
    void whatAnEarlierReleaseLeftBehindGoesAfterAStart() {
        live("c1");
        task.take(Topics.CLUSTERS, offset++, "c1", null);

        task.revive();
        task.pass(Duration.ofMinutes(1));
        assertThat(task.stored()).isPositive();
        task.pass(LONG);

        assertThat(task.stored()).isZero();
    }

    @Test
    void oneThatComesAgainBeginsAnew() {
        live("c1");
        task.take(Topics.CLUSTERS, offset++, "c1", null);
        task.pass(LONG);
        task.forgetSent();

        task.register(offset++, "c1");
        assertThat(task.sent(Topics.STORAGE, "c1")).isEmpty();
        task.synced(offset++, "c1");

        assertThat(task.sent(Topics.STORAGE, "c1")).hasSize(1);
        assertThat(task.sent(Topics.STORAGE_ACTIONS, "c1")).hasSize(1);
    }

    @Test
    void oneThatComesAgainAtOnceGoesOn() {
        live("c1");
        task.take(Topics.CLUSTERS, offset++, "c1", null);
        task.register(offset++, "c1");
        task.pass(LONG);

        assertThat(task.stored()).isPositive();
    }

    private void live(String cluster) {
        task.register(offset++, cluster);
        task.seen(offset++, cluster, "a");
        task.synced(offset++, cluster);
    }
}
