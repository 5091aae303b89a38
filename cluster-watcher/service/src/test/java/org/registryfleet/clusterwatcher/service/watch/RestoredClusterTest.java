package org.registryfleet.clusterwatcher.service.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.registryfleet.events.ObservationType.ADDED;
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
import org.registryfleet.events.GapCause;
import org.registryfleet.events.Observation;
import org.registryfleet.events.WatchState;
import org.registryfleet.simulated.ClusterProfile;
import org.registryfleet.simulated.ServerSettings;
import org.registryfleet.simulated.SimulatedObjectRef;
import org.registryfleet.simulated.server.Fault;
import org.registryfleet.simulated.server.Verb;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A cluster whose etcd is restored from a snapshot, or that another cluster replaces. */
class RestoredClusterTest {
    private static final int KINDS = WatchedKinds.all().size();
    private static final SimulatedObjectRef OTHER =
            SimulatedObjectRef.of("v1", "ConfigMap", Lab.NAMESPACE, "other");

    @TempDir Path folder;
    private Lab lab;

    @BeforeEach
    void prepare() {
        lab =
                new Lab(
                        folder,
                        profile(),
                        new WatchTuning().comparePause(Duration.ofMillis(200)).settings());
        lab.map("1");
        lab.cluster().apply(Lab.other("other"));
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void isListedAnewWhenAConsistentListIsOlderThanWhatWasSeen() {
        var backup = lab.cluster().backup();
        lab.map("2");
        lab.cluster().delete(OTHER);
        lab.cluster().apply(Lab.other("later"));
        watched();
        var newest = lab.of("ConfigMap", "m").getLast();

        lab.cluster().restore(backup);

        awaitListedAnew();
        assertThat(restored().getDetail())
                .contains("etcd has been restored from a snapshot")
                .contains("cannot be known");
        assertThat(gaps()).hasSize(1);
        assertThat(lab.types("ConfigMap", "later")).containsExactly(ADDED, DELETED);
        var deletion = lab.of("ConfigMap", "later").getLast();
        assertThat(deletion.getSynthesised()).isTrue();
        assertThat(deletion.getUid()).isNotEmpty();
        assertThat(lab.types("ConfigMap", "other")).containsExactly(ADDED);
        var now = lab.of("ConfigMap", "m").getLast();
        assertThat(Lab.content(now).at("/data/a").asText()).isEqualTo(Lab.digester().digest("1"));
        assertThat(Long.parseLong(now.getResourceVersion()))
                .isLessThan(Long.parseLong(newest.getResourceVersion()));
        lab.awaitWatches(KINDS);
        lab.map("3");
        await().until(() -> lab.of("ConfigMap", "m").getLast().getType() == MODIFIED);
    }

    @Test
    void isListedAnewWhenItsVersionsHaveOvertakenThoseThatWereSeen() {
        var backup = lab.cluster().backup();
        lab.map("2");
        watched();

        lab.cluster().faults().always(new Fault.Refusal());
        lab.cluster().restore(backup);
        overtake();
        lab.cluster().faults().clear();

        awaitListedAnew();
        assertThat(restored().getDetail()).contains("ConfigMap openshift-image-registry/m");
        assertThat(gaps()).hasSize(1);
        var now = lab.of("ConfigMap", "m").getLast();
        assertThat(Lab.content(now).at("/data/a").asText()).isEqualTo(Lab.digester().digest("1"));
    }

    @Test
    void isListedAnewWhenAnObjectIsMissingOfWhichNoVersionTells() {
        var backup = lab.cluster().backup();
        lab.cluster().apply(Lab.other("later"));
        watched();

        lab.cluster().faults().always(new Fault.Refusal());
        lab.cluster().restore(backup);
        overtake();
        lab.cluster().faults().clear();

        awaitListedAnew();
        assertThat(restored().getDetail()).contains("openshift-image-registry/later");
        assertThat(lab.types("ConfigMap", "later")).containsExactly(ADDED, DELETED);
    }

    @Test
    void isListedAnewWhenAnotherClusterAnswersAtItsAddress() {
        watched();

        lab.cluster().faults().always(new Fault.Refusal());
        lab.cluster().installAnew();
        overtake();
        lab.cluster().faults().clear();

        awaitListedAnew();
        assertThat(restored().getDetail())
                .contains("uid of namespace kube-system")
                .contains("another cluster answers");
        assertThat(lab.types("ConfigMap", "m")).containsExactly(ADDED, DELETED);
        assertThat(lab.types("Namespace", Lab.NAMESPACE)).containsExactly(ADDED, DELETED, ADDED);
    }

    @Test
    void isToldOnceThoughAWatchHearsFirstThatItsHistoryHasExpired() {
        var backup = lab.cluster().backup();
        lab.map("2");
        watched();
        var faults = lab.cluster().faults();
        faults.when(
                call -> call.path().endsWith("/kube-system"),
                new Fault.Delay(Duration.ofSeconds(1)));
        faults.next(
                1,
                call -> call.verb() == Verb.WATCH && call.path().endsWith("/services"),
                new Fault.Answer(410, Duration.ZERO));

        lab.cluster().restore(backup);

        awaitListedAnew();
        assertThat(gaps()).hasSize(1);
    }

    @Test
    void isNoticedByAWatcherThatWasAway() {
        var backup = lab.cluster().backup();
        lab.map("2");
        watched();
        await().until(() -> lab.saved().stream().anyMatch(WatchState::getSynced));
        lab.watch().close(ClusterWatch.CloseMode.CHECKPOINT);
        lab.cluster().restore(backup);

        lab.goOn();

        awaitListedAnew();
        assertThat(lab.indexOf(RESUMED)).isLessThan(lab.observations().indexOf(restored()));
    }

    @Test
    void isKnownAgainByAWatcherThatWasAway() {
        watched();
        await().until(
                        () ->
                                !lab.saved().isEmpty()
                                        && !lab.saved().getLast().getClusterUid().isEmpty());
        lab.watch().close(ClusterWatch.CloseMode.CHECKPOINT);
        lab.cluster().installAnew();
        overtake();

        lab.goOn();

        awaitListedAnew();
        assertThat(restored().getDetail()).contains("uid of namespace kube-system");
    }

    @Test
    void isNoNewsWhenAllWatchesBreakAndNothingHasChanged() {
        watched();
        var before = lab.observations().size();
        var lists = lab.lists();

        lab.cluster().watches().dropAll();

        await().until(() -> lab.lists() >= lists + KINDS);
        lab.map("2");
        await().until(() -> lab.observations().size() > before);
        assertThat(lab.observations()).hasSize(before + 1);
        assertThat(lab.types("ConfigMap", "m")).containsExactly(ADDED, MODIFIED);
    }

    @Test
    void isAskedOneQuestionEachTimeWhenWatchesBreakAgainAndAgain() {
        lab.close();
        lab =
                new Lab(
                        folder,
                        profile(),
                        new WatchTuning().comparePause(Duration.ofHours(1)).settings());
        watched();
        var lists = lab.lists();

        for (var i = 0; i < 5; i++) {
            lab.cluster().watches().dropAll();
            lab.awaitWatches(KINDS);
        }

        lab.map("1");
        await().until(() -> lab.types("ConfigMap", "m").equals(List.of(ADDED)));
        assertThat(lab.lists()).isBetween(lists, lists + 5);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void isNoNewsWhileWatchesAreBehindWhatAListShows() {
        watched();
        lab.cluster().silenceWatches();
        lab.map("2");
        lab.cluster().delete(OTHER);
        var lists = lab.lists();
        lab.cluster().watches().dropAll();
        await().until(() -> lab.lists() >= lists + KINDS);
        assertThat(gaps()).isEmpty();

        lab.cluster().faults().clear();
        lab.cluster().watches().dropAll();

        await().until(() -> lab.types("ConfigMap", "other").contains(DELETED));
        await().until(() -> lab.types("ConfigMap", "m").equals(List.of(ADDED, MODIFIED)));
        assertThat(lab.of("ConfigMap", "other").getLast().getSynthesised()).isFalse();
        assertThat(gaps()).isEmpty();
    }

    @Test
    void goesOnWithoutTheIdentityThatItMayNotAsk() {
        var backup = lab.cluster().backup();
        lab.map("2");
        lab.cluster()
                .faults()
                .when(
                        call -> call.path().endsWith("/kube-system"),
                        new Fault.Answer(403, Duration.ZERO));
        watched();
        assertThat(gaps()).isEmpty();

        lab.cluster().restore(backup);

        awaitListedAnew();
    }

    private static ClusterProfile profile() {
        var settings =
                ServerSettings.DEFAULT
                        .withRequestLogLimit(100_000)
                        .withBookmarkInterval(Duration.ofMillis(50));
        return ClusterProfile.empty()
                .withObjects(
                        List.of(
                                Lab.namespace("kube-system"),
                                Lab.namespace(Lab.NAMESPACE),
                                Lab.namespace("elsewhere")))
                .withSettings(settings);
    }

    private void watched() {
        lab.synced();
        lab.awaitWatches(KINDS);
    }

    /** More changes than were lost, to objects that are not watched. */
    private void overtake() {
        for (var i = 0; i < 50; i++) {
            lab.cluster()
                    .apply(
                            Lab.json(
                                    "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'n%d','namespace':'elsewhere'}}"
                                            .formatted(i)));
        }
    }

    private void awaitListedAnew() {
        await().until(() -> gaps().stream().anyMatch(RestoredClusterTest::isRestored));
        await().until(this::hasEnded);
    }

    private boolean hasEnded() {
        var after =
                lab.observations()
                        .subList(lab.observations().indexOf(restored()), lab.observations().size());
        return after.stream().anyMatch(o -> o.getType() == RESYNC)
                && after.stream().anyMatch(o -> o.getType() == SYNCED);
    }

    private Observation restored() {
        return gaps().stream().filter(RestoredClusterTest::isRestored).findFirst().orElseThrow();
    }

    private List<Observation> gaps() {
        return lab.observations().stream().filter(o -> o.getType() == GAP).toList();
    }

    private static boolean isRestored(Observation gap) {
        return gap.getGap() == GapCause.RESTORED && gap.getObject() == null;
    }
}
