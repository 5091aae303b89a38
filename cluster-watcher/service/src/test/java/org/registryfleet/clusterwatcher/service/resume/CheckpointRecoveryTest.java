package org.registryfleet.clusterwatcher.service.resume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.events.KnownObject;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.WatchState;
import org.registryfleet.events.WatchedRow;

import java.time.Instant;
import java.util.List;

class CheckpointRecoveryTest {
    private static final ObjectKey MAPS = new ObjectKey("v1", "ConfigMap", "ns", "");
    private static final String DIGEST = "00000000000000010000000000000002".repeat(2);

    private final CheckpointRecovery recovery = new CheckpointRecovery(saved());
    private long offset = 50;

    @Test
    void goesOnFromTheLastObservation() {
        take("s1", 5, 11, object(ObservationType.MODIFIED, "m", "21"));
        take("s1", 5, 12, object(ObservationType.ADDED, "n", "22"));
        take("s1", 5, 13, object(ObservationType.DELETED, "m", "23"));

        var state = continued();
        assertThat(state.getSequence()).isEqualTo(13);
        assertThat(state.getRows().getFirst().getResourceVersion()).isEqualTo("23");
        assertThat(state.getRows().getFirst().getObjects())
                .containsExactly(new KnownObject("ns", "n", "uid-n", "22", 1L, 2L, false));
    }

    @Test
    void ignoresWhatTheStateCovers() {
        offset = 40;
        take("s1", 5, 9, object(ObservationType.MODIFIED, "m", "19"));

        assertThat(continued().getRows().getFirst().getResourceVersion()).isEqualTo("20");
    }

    @Test
    void trustsNoSequenceWithAHole() {
        take("s1", 5, 12, object(ObservationType.MODIFIED, "m", "21"));

        assertThat(recovery.resumePoint())
                .isEqualTo(
                        new ResumePoint.Anew(
                                new SessionEnd("s1", 5, 12),
                                "observations of it never reached the log"));
    }

    @Test
    void hasToListWhatWasInAGap() {
        take("s1", 5, 11, marker(ObservationType.GAP, "20"));
        take("s1", 5, 12, object(ObservationType.MODIFIED, "m", "30"));
        assertThat(continued().getRows().getFirst().getResourceVersion()).isEmpty();
        assertThat(continued().getRows().getFirst().getGapOpen()).isTrue();

        take("s1", 5, 13, marker(ObservationType.RESYNC, "31"));
        assertThat(continued().getRows().getFirst().getResourceVersion()).isEqualTo("31");
        assertThat(continued().getRows().getFirst().getGapOpen()).isFalse();
    }

    @Test
    void followsASessionThatContinuesAndIgnoresTheOneBeforeFromThenOn() {
        take("s2", 6, 0, resumed("s1", 10));
        take("s1", 5, 11, object(ObservationType.MODIFIED, "m", "99"));
        take("s2", 6, 1, object(ObservationType.MODIFIED, "m", "21"));

        var state = continued();
        assertThat(state.getSession()).isEqualTo("s2");
        assertThat(state.getEpoch()).isEqualTo(6);
        assertThat(state.getRows().getFirst().getResourceVersion()).isEqualTo("21");
    }

    @Test
    void doesNotGoOnFromASessionThatBeganToListAnew() {
        take("s2", 6, 0, object(ObservationType.ADDED, "m", "30"));

        assertThat(recovery.resumePoint()).isInstanceOf(ResumePoint.Anew.class);
        assertThat(recovery.resumePoint().ended()).isEqualTo(new SessionEnd("s2", 6, 0));
    }

    @Test
    void remembersLostContact() {
        take("s1", 5, 11, marker(ObservationType.CONTACT_LOST, "").setObject(null));
        assertThat(continued().getContactLost()).isTrue();
    }

    private WatchState continued() {
        return ((ResumePoint.Continued) recovery.resumePoint()).state();
    }

    private void take(String session, long epoch, long sequence, Observation.Builder observation) {
        recovery.take(
                observation.setSession(session).setEpoch(epoch).setSequence(sequence).build(),
                ++offset);
    }

    private static Observation.Builder marker(ObservationType type, String version) {
        return Observation.newBuilder()
                .setCluster("c")
                .setType(type)
                .setObject(MAPS)
                .setResourceVersion(version)
                .setObservedAt(Instant.EPOCH);
    }

    private static Observation.Builder resumed(String session, long sequence) {
        return marker(ObservationType.RESUMED, "")
                .setObject(null)
                .setResumedSession(session)
                .setResumedSequence(sequence);
    }

    private static Observation.Builder object(ObservationType type, String name, String version) {
        return marker(type, version)
                .setObject(new ObjectKey("v1", "ConfigMap", "ns", name))
                .setUid("uid-" + name)
                .setDigest(DIGEST);
    }

    private static WatchState saved() {
        var row =
                new WatchedRow(
                        MAPS,
                        "20",
                        "",
                        false,
                        List.of(new KnownObject("ns", "m", "uid-m", "20", 1L, 2L, false)));
        return WatchState.newBuilder()
                .setCluster("c")
                .setSession("s1")
                .setEpoch(5)
                .setSequence(10)
                .setPosition(50)
                .setListedAt(Instant.EPOCH)
                .setSynced(true)
                .setRows(List.of(row))
                .build();
    }
}
