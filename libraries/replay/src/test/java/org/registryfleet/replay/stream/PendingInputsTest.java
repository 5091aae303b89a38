package org.registryfleet.replay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.registryfleet.audit.log.OffsetRange;
import org.registryfleet.events.Cause;
import org.registryfleet.events.ClusterRegistration;
import org.registryfleet.events.ObjectKey;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.OwnershipMode;
import org.registryfleet.schemas.Events;
import org.registryfleet.schemas.Topics;
import org.registryfleet.stage.runtime.DecodedRecord;

import java.time.Instant;
import java.util.List;

class PendingInputsTest {

    private static final Events EVENTS = Events.singleObject();
    private static final List<Cause> TO_THREE = List.of(new Cause("a", 0, 3L));
    private static final List<Cause> TO_THE_END = List.of(new Cause("a", 0, 99L));

    private final PendingInputs pending = new PendingInputs();

    @Test
    void takesOfEachTopicWhatLiesUpToThePlace() {
        pending.add(input("a", 1));
        pending.add(input("b", 7));
        pending.add(input("a", 2));
        pending.add(input("a", 5));

        var taken = pending.takeTo(List.of(new Cause("a", 0, 2L), new Cause("b", 0, 6L)));

        assertThat(taken).extracting(InputRecord::topic).containsOnly("a");
        assertThat(taken).extracting(InputRecord::offset).containsExactly(1L, 2L);
        assertThat(pending.size()).isEqualTo(2);
    }

    @Test
    void leavesTopicsThatAreNotNamed() {
        pending.add(input("b", 7));

        assertThat(pending.takeTo(TO_THE_END)).isEmpty();
        assertThat(pending.size()).isOne();
    }

    @Test
    void putsEarlierRecordsBackBeforeTheOthers() {
        pending.add(input("a", 3));
        pending.putBack(List.of(input("a", 1), input("a", 2)));

        assertThat(offsets()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void leavesOnlyTheLastWordOnEachObject() {
        pending.add(seen(1, "session", "one"));
        pending.add(seen(2, "session", "other"));
        pending.add(seen(3, "session", "one"));

        pending.condense(TO_THREE);

        assertThat(pending.size()).isEqualTo(2);
        var left = pending.takeTo(TO_THE_END);
        assertThat(left).extracting(InputRecord::offset).containsExactly(2L, 3L);
        assertThat(left).extracting(InputRecord::supersedes).containsExactly(false, true);
    }

    @Test
    void leavesEverythingBehindThePlaces() {
        pending.add(seen(1, "session", "one"));
        pending.add(seen(2, "session", "one"));
        pending.add(seen(4, "session", "one"));

        pending.condense(TO_THREE);

        assertThat(offsets()).containsExactly(2L, 4L);
    }

    @Test
    void leavesTheWordOfEachSession() {
        pending.add(seen(1, "earlier", "one"));
        pending.add(seen(2, "later", "one"));

        pending.condense(TO_THREE);

        assertThat(offsets()).containsExactly(1L, 2L);
    }

    @Test
    void leavesAllThatSpeaksOfNoObject() {
        pending.add(observation(1, "session", ObservationType.SYNCED, null));
        pending.add(observation(2, "session", ObservationType.SYNCED, null));

        pending.condense(TO_THREE);

        assertThat(offsets()).containsExactly(1L, 2L);
    }

    @Test
    void namesWhatAStepNeedsThatWasLeftOut() {
        pending.add(seen(1, "session", "one"));
        pending.add(seen(2, "session", "other"));
        pending.add(seen(3, "session", "one"));
        pending.condense(TO_THREE);

        assertThat(pending.leftOut(List.of(new Cause("a", 0, 0L)))).isEmpty();
        assertThat(pending.leftOut(TO_THREE)).isEmpty();
        assertThat(pending.leftOut(List.of(new Cause("a", 0, 2L))))
                .containsExactly(new OffsetRange("a", 0, 1, 3));
    }

    @Test
    void takesBackWhatWasLeftOut() {
        pending.add(seen(1, "session", "one"));
        pending.add(seen(2, "session", "other"));
        pending.add(seen(3, "session", "one"));
        pending.add(seen(4, "session", "one"));
        pending.condense(List.of(new Cause("a", 0, 4L)));

        pending.restore(
                new OffsetRange("a", 0, 1, 3),
                List.of(seen(1, "session", "one"), seen(2, "session", "other")));

        assertThat(pending.size()).isEqualTo(3);
        assertThat(pending.leftOut(List.of(new Cause("a", 0, 2L)))).isEmpty();
        assertThat(pending.leftOut(TO_THREE)).containsExactly(new OffsetRange("a", 0, 3, 4));
        assertThat(offsets()).containsExactly(1L, 2L, 4L);
    }

    @Test
    void leavesTheRegistrationWhateverHappensToResults() {
        var registration =
                EVENTS.encode(
                        ClusterRegistration.newBuilder()
                                .setCluster("c")
                                .setCredential("kubeconfig:c")
                                .setMode(OwnershipMode.FULL)
                                .build());
        var place = new Cause(Topics.CLUSTERS, 0, 1L);

        var left =
                PendingInputs.lastWords(
                        List.of(
                                InputRecord.of(DecodedRecord.of(EVENTS, place, "c", registration)),
                                input(Topics.STORAGE, 2)));

        assertThat(left).extracting(InputRecord::topic).contains(Topics.CLUSTERS);
    }

    private List<Long> offsets() {
        return pending.takeTo(TO_THE_END).stream().map(InputRecord::offset).toList();
    }

    private static InputRecord input(String topic, long offset) {
        return InputRecord.of(DecodedRecord.of(EVENTS, new Cause(topic, 0, offset), "c", null));
    }

    private static InputRecord seen(long offset, String session, String name) {
        return observation(
                offset,
                session,
                ObservationType.MODIFIED,
                new ObjectKey("v1", "ConfigMap", "default", name));
    }

    private static InputRecord observation(
            long offset,
            String session,
            ObservationType type,
            @org.jspecify.annotations.Nullable ObjectKey object) {
        var event =
                Observation.newBuilder()
                        .setCluster("c")
                        .setSession(session)
                        .setSequence(offset)
                        .setType(type)
                        .setObject(object)
                        .setObservedAt(Instant.EPOCH)
                        .build();
        var place = new Cause("a", 0, offset);
        return InputRecord.of(DecodedRecord.of(EVENTS, place, "c", EVENTS.encode(event)));
    }
}
