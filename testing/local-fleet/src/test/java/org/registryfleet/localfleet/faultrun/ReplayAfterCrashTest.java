package org.registryfleet.localfleet.faultrun;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.replay.stream.FleetReplay;
import org.registryfleet.replay.stream.ReplayRequest;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;

import java.util.List;

/** A replay stands where the service stood, also where a crash had thrown that back. */
class ReplayAfterCrashTest {

    /** More than a replay keeps of a cluster before it leaves out what later records supersede. */
    private static final int RECORDS = 100;

    private final ShakenFleet fleet = new ShakenFleet(List.of("Aws"), Mishaps.none());
    private final ClusterFeed feed = fleet.feeds().getFirst();

    @Test
    void standsOnWhatTheFirstStepAfterACrashStoodOn() {
        fleet.rest();
        feed.loseAndRegainContact();
        fleet.rest();
        var status = fleet.stages().getLast();
        repeatTheStorageResult();
        status.takeNext();
        status.kill();
        takeAll(status);

        for (int i = 0; i < RECORDS; i++) {
            repeatTheStorageResult();
        }
        takeAll(status);
        feed.loseAndRegainContact();
        fleet.rest();

        var log = new MemoryEventLog(fleet.log());
        var report = new FleetReplay(log, Events.singleObject()).run(ReplayRequest.all(1), _ -> {});
        assertThat(report.divergences()).isEmpty();
        assertThat(report.reasons()).isEmpty();
        assertThat(report.total().same()).isEqualTo(report.total().decisions());
    }

    private void repeatTheStorageResult() {
        fleet.log().append(Topics.STORAGE, fleet.log().lines(Topics.STORAGE).getLast());
    }

    private static void takeAll(StageProcess stage) {
        while (stage.hasBacklog()) {
            stage.takeNext();
        }
    }
}
