package org.registryfleet.clusterwatcher.service.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.registryfleet.events.ObservationType.ADDED;
import static org.registryfleet.events.ObservationType.CONTACT_LOST;
import static org.registryfleet.events.ObservationType.CONTACT_RESTORED;
import static org.registryfleet.events.ObservationType.DELETED;
import static org.registryfleet.events.ObservationType.GAP;
import static org.registryfleet.events.ObservationType.MODIFIED;
import static org.registryfleet.events.ObservationType.RESUMED;
import static org.registryfleet.events.ObservationType.RESYNC;
import static org.registryfleet.events.ObservationType.SYNCED;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.registryfleet.clusterwatcher.kind.WatchedKinds;
import org.registryfleet.clusterwatcher.service.resume.ResumePoint;
import org.registryfleet.events.Observation;
import org.registryfleet.events.ObservationType;
import org.registryfleet.events.WatchState;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ServerSettings;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.server.Fault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class ResumeTest {
    private static final int KINDS = WatchedKinds.all().size();
    private static final SimulatedObjectRef OTHER =
            SimulatedObjectRef.of("v1", "ConfigMap", Lab.NAMESPACE, "other");

    @TempDir Path folder;
    private Lab lab;

    @BeforeEach
    void prepare() {
        var logging = ServerSettings.DEFAULT.withRequestLogLimit(10_000);
        lab = new Lab(folder, ClusterProfile.empty().withSettings(logging), Lab.quick());
        lab.map("1");
        lab.cluster()
                .apply(
                        Lab.json(
                                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'other','namespace':'%s'}}"
                                        .formatted(Lab.NAMESPACE)));
        lab.synced();
        lab.awaitWatches(KINDS);
        await().until(() -> lab.saved().stream().anyMatch(WatchState::getSynced));
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void goesOnFromItsLastVersionsWithoutAnyList() {
        lab.map("2");
        await().until(() -> lab.types("ConfigMap", "m").size() == 2);
        lab.watch().close(ClusterWatch.CloseMode.FENCED);
        lab.map("3");
        lab.cluster().delete(OTHER);
        long before = lab.lists();

        lab.goOn();

        await().until(() -> lab.types("ConfigMap", "other").contains(DELETED));
        await().until(() -> lab.types("ConfigMap", "m").size() == 3);
        // one asks for the version that a list would have
        assertThat(lab.lists()).isLessThanOrEqualTo(before + 1);
        assertThat(lab.types("ConfigMap", "m")).containsExactly(ADDED, MODIFIED, MODIFIED);
        assertThat(lab.of("ConfigMap", "other").getLast().getSynthesised()).isFalse();
        assertThat(count(GAP)).isZero();
        assertThat(count(SYNCED)).isEqualTo(1);
        assertThat(last(RESUMED).getResumedSession())
                .isEqualTo(lab.observations().getFirst().getSession());
        assertThat(last(RESUMED).getSequence()).isZero();
    }

    @Test
    void knowsFromTheLogWhatTheSavedStateDoesNotHold() {
        var savedBefore = lab.saved().size();
        lab.map("2");
        lab.cluster().delete(OTHER);
        await().until(() -> lab.types("ConfigMap", "other").contains(DELETED));
        await().until(() -> lab.types("ConfigMap", "m").size() == 2);
        assertThat(lab.saved()).hasSize(savedBefore);

        var resumePoint = lab.restart();
        lab.awaitWatches(KINDS);
        lab.map("3");

        await().until(() -> lab.types("ConfigMap", "m").size() == 3);
        assertThat(resumePoint).isInstanceOf(ResumePoint.Continued.class);
        assertThat(resumePoint.ended().sequence()).isEqualTo(last(RESUMED).getResumedSequence());
        assertThat(lab.types("ConfigMap", "other")).containsExactly(ADDED, DELETED);
    }

    @Test
    void marksWhatItMissedWhenItsVersionsAreTooOld() {
        lab.watch().close(ClusterWatch.CloseMode.FENCED);
        lab.map("2");
        lab.map("3");
        lab.cluster().delete(OTHER);
        lab.cluster().compact();

        lab.goOn();

        await().until(() -> lab.types("ConfigMap", "other").contains(DELETED));
        await().until(
                        () ->
                                lab.observations().stream()
                                        .filter(o -> o.getType() == RESYNC)
                                        .anyMatch(o -> isMaps(o)));
        assertThat(lab.of("ConfigMap", "other").getLast().getSynthesised()).isTrue();
        assertThat(lab.types("ConfigMap", "m")).containsExactly(ADDED, MODIFIED);
        assertThat(count(SYNCED)).isEqualTo(1);
        var gap =
                lab.observations().stream()
                        .filter(o -> o.getType() == GAP)
                        .filter(ResumeTest::isMaps)
                        .findFirst()
                        .orElseThrow();
        assertThat(gap.getResourceVersion()).isNotEmpty();
        assertThat(gap.getSession()).isEqualTo(last(RESUMED).getSession());
    }

    @Test
    void listsAgainAKindThatWasInAGapWhenTheWatcherEnded() {
        lab.cluster()
                .faults()
                .when(
                        call -> call.path().contains("image-registry/configmaps"),
                        new Fault.Answer(500, Duration.ZERO));
        lab.cluster().watches().dropAll();
        await().until(() -> count(GAP) == 1);
        lab.watch().close(ClusterWatch.CloseMode.FENCED);
        lab.map("2");
        lab.cluster().faults().clear();

        lab.goOn();

        await().until(() -> count(RESYNC) == 1);
        assertThat(count(GAP)).isEqualTo(1);
        assertThat(lab.types("ConfigMap", "m")).containsExactly(ADDED, MODIFIED);
    }

    @Test
    void saysThatContactIsBackThatAnEarlierSessionLost() {
        lab.cluster().faults().always(new Fault.Refusal());
        lab.cluster().watches().dropAll();
        lab.awaitType(CONTACT_LOST);
        lab.restart();
        assertThat(count(CONTACT_RESTORED)).isZero();
        lab.cluster().faults().clear();

        await().until(() -> count(CONTACT_RESTORED) == 1);
        assertThat(count(CONTACT_LOST)).isEqualTo(1);
    }

    @Test
    void beginsAnewAndSaysSoWhenItsPredecessorHadNotListedEverything() {
        lab.watch().close(ClusterWatch.CloseMode.CHECKPOINT);
        lab.saved().add(WatchState.newBuilder(lab.saved().getLast()).setSynced(false).build());

        lab.goOn();

        await().until(() -> count(SYNCED) == 2);
        var session = lab.observations().getLast().getSession();
        var mine = lab.observations().stream().filter(o -> o.getSession().equals(session)).toList();
        assertThat(mine.getFirst().getType()).isEqualTo(GAP);
        assertThat(mine.getFirst().getObject()).isNull();
        assertThat(mine.get(mine.size() - 2).getType()).isEqualTo(RESYNC);
        assertThat(lab.types("ConfigMap", "m")).containsExactly(ADDED, ADDED);
    }

    @Test
    void isLaterThanTheSessionThatItTakesOverFrom() {
        var first = lab.watch();
        lab.goOn();
        lab.map("2");

        await().until(() -> lab.of("ConfigMap", "m").size() == 3);
        assertThat(lab.watch().epoch()).isGreaterThan(first.epoch());
        var epochs = lab.of("ConfigMap", "m").stream().map(Observation::getEpoch).toList();
        assertThat(epochs).contains(first.epoch(), lab.watch().epoch());
        first.close(ClusterWatch.CloseMode.FENCED);
    }

    @Test
    void savesNothingWhileNothingMoves() {
        var before = lab.saved().size();
        lab.close();
        lab =
                new Lab(
                        folder,
                        ClusterProfile.empty(),
                        new WatchTuning().saveInterval(Duration.ofMillis(20)).settings());
        lab.synced();
        lab.awaitWatches(KINDS);
        lab.map("1");

        await().until(() -> lab.saved().getLast().getSequence() == lab.observations().size() - 1);
        var settled = lab.saved().size();
        await().during(Duration.ofMillis(300)).until(() -> lab.saved().size() == settled);
        lab.cluster().watches().bookmarkAll();
        await().until(() -> lab.saved().size() > settled);
        assertThat(before).isPositive();
    }

    private static boolean isMaps(Observation observation) {
        var object = observation.getObject();
        return object != null
                && object.getKind().equals("ConfigMap")
                && object.getNamespace().equals(Lab.NAMESPACE);
    }

    private long count(ObservationType type) {
        return lab.observations().stream().filter(o -> o.getType() == type).count();
    }

    private Observation last(ObservationType type) {
        List<Observation> all = lab.observations();
        return all.stream().filter(o -> o.getType() == type).reduce((a, b) -> b).orElseThrow();
    }
}
